using AdaShift.Bench.Running;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>Gathers what a plug-in does wrong, so that its author reads everything at once.</summary>
public sealed class Findings(string subject)
{
    readonly List<string> found = [];

    public IReadOnlyList<string> All => found;

    public void Demand(bool holds, string otherwise)
    {
        if (!holds) found.Add(otherwise);
    }

    /// <summary>Runs one check; what it throws is a finding too.</summary>
    public void Check(string what, Action check)
    {
        try
        {
            check();
        }
        catch (Exception wrong)
        {
            found.Add($"{what}: {Reason.Of(wrong)}");
        }
    }

    /// <exception cref="ConformanceException">Something was found.</exception>
    public void Throw()
    {
        if (found.Count > 0) throw new ConformanceException($"{subject} does not conform:\n- {string.Join("\n- ", found)}");
    }
}

/// <summary>A plug-in breaks a promise that the harness builds upon.</summary>
public sealed class ConformanceException(string message) : Exception(message);
