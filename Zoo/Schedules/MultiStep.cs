namespace AdaShift.Bench.Zoo;

/// <summary>Multiplied by γ at one share of the run and again at another.</summary>
/// <remarks>PyTorch's <c>MultiStepLR</c> with two milestones, as shares, so that they move with the length of a profile.</remarks>
/// <param name="First">Share of the run's steps before the first drop.</param>
/// <param name="Second">Share of the run's steps before the second drop; 1 for none.</param>
/// <param name="Gamma">γ.</param>
[Schedule("multi-step", Source = "Huang et al. 2017, DenseNet, arXiv 1608.06993, section 4.2")]
public sealed record MultiStep(
    [Interval("[0, 1]")] double First = 0.5,
    [Interval("[0, 1]")] double Second = 0.75,
    [Interval("(0, inf)")] double Gamma = 0.1) : Schedule
{
    public override double Factor(ScheduleTime time)
    {
        var share = (double)time.Step / time.TotalSteps;
        return Math.Pow(Gamma, (share >= First ? 1 : 0) + (share >= Second ? 1 : 0));
    }

    public override IEnumerable<string> Validate()
    {
        if (Second < First)
            yield return FormattableString.Invariant($"second = {Second} comes before first = {First}; allowed: at least as much");
    }
}
