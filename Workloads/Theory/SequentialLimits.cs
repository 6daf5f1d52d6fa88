namespace AdaShift.Bench.Workloads;

/// <summary>
/// What the paper derives for Adam on equation 6 as the number of epochs goes to infinity: each formula as printed, and where that is wrong
/// also as it should be. i runs from 1 to d within an epoch, and g is C at i = 1.
/// </summary>
sealed record SequentialLimits(double C, int D, double Beta1, double Beta2)
{
    /// <summary>Lemma 2, equation 9: lim v.</summary>
    public double V(int i) => ((1 - Beta2) / (1 - Math.Pow(Beta2, D)) * ((C * C) - 1) * Math.Pow(Beta2, i - 1)) + 1;

    /// <summary>The last line before it in appendix E, with (C + 1) where (C² − 1) belongs and a minus where a plus does.</summary>
    public double VAsInAppendix(int i) => ((1 - Beta2) / (1 - Math.Pow(Beta2, D)) * Math.Pow(Beta2, i - 1) * (C + 1)) - 1;

    /// <summary>Appendix E: lim m.</summary>
    public double M(int i) => ((1 - Beta1) / (1 - Math.Pow(Beta1, D)) * (C + 1) * Math.Pow(Beta1, i - 1)) - 1;

    /// <summary>Appendix F: lim k(g_i) for α = 1.</summary>
    public double K(int i) =>
        Enumerable.Range(0, D).Sum(j => (1 - Beta1) * Math.Pow(Beta1, j) / Math.Sqrt(V(((i - 1 + j) % D) + 1))) / (1 - Math.Pow(Beta1, D));

    /// <summary>Equation 18: S, what an epoch moves θ down by, for α = 1.</summary>
    public double EpochUpdate => Enumerable.Range(1, D).Sum(i => M(i) / Math.Sqrt(V(i)));

    /// <summary>Lemma 6, equation 19, as printed: the C at which S = 0, v ≫ 1 assumed.</summary>
    public double CriticalAsPrinted =>
        ((1 - B1d) * (B2d - B1d) * (1 - Root) / ((1 - Beta1) * (Root - Beta1) * (1 - B2d))) - 1;

    /// <summary>The same assumption; the fraction (√β2^d − β1^d)(1 − √β2) / ((√β2 − β1)(1 − √β2^d)) is the other way up.</summary>
    public double CriticalCorrected =>
        ((1 - B1d) * (Root - Beta1) * (1 - B2d) / ((1 - Beta1) * (B2d - B1d) * (1 - Root))) - 1;

    /// <summary>Where equation 18 is 0, with nothing assumed.</summary>
    public double CriticalExact => Bisection.Find(c => (this with { C = c }).EpochUpdate > 0, 1);

    double Root => Math.Sqrt(Beta2);

    double B1d => Math.Pow(Beta1, D);

    double B2d => Math.Pow(Root, D);
}
