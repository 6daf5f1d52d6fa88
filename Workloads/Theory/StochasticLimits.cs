namespace AdaShift.Bench.Workloads;

/// <summary>
/// Appendix G: the expected net update factor of Adam on equation 7, by a second-order expansion of 1/√x; as printed, and with its moments
/// put right.
/// </summary>
/// <remarks>
/// Printed slips: E[g²] is C + δ(C−1), where equation 29 has δ(C+1), and equations 30 and 32 go on with it. Equation 34 leaves out the
/// weights' squares, so that D[v] = D[g²], where (1−β2)/(1+β2) · D[g²] is right; equation 39 goes on with it. The line before equation 40
/// gives f'' as 3/8 x^(−5/2), which is f''/2 = what equation 40 rightly uses. βₖ in equations 41 to 43 is β2^t.
/// </remarks>
sealed record StochasticLimits(double C, double Delta, double Beta1, double Beta2)
{
    /// <summary>β1^t, of which no more is summed.</summary>
    const double Negligible = 1e-17;

    /// <summary>E[g²].</summary>
    public double MeanSquare => C + (Delta * (C - 1));

    /// <summary>D[g²].</summary>
    public double VarianceOfSquare => (C - 1) * (C - 1) * (C + (Delta * (C - 1)) - (Delta * Delta));

    /// <summary>Equation 29, as printed.</summary>
    public double MeanSquareAsPrinted => C + (Delta * (C + 1));

    /// <summary>Equation 32, as printed.</summary>
    public double VarianceOfSquareAsPrinted =>
        (C * C * C) - (2 * C * C) + C + (Delta * ((C * C * C) - (3 * C * C) - C - 1)) - (Delta * Delta * (C + 1) * (C + 1));

    /// <summary>Equation 41, for α = 1, with equations 29, 32 and 34 as printed.</summary>
    public double KAsPrinted(double g) => K(g, MeanSquareAsPrinted, VarianceOfSquareAsPrinted, VarianceOfSquareAsPrinted);

    /// <summary>Equation 41 with the right moments.</summary>
    public double KCorrected(double g) => K(g, MeanSquare, VarianceOfSquare, (1 - Beta2) / (1 + Beta2) * VarianceOfSquare);

    double K(double g, double meanSquare, double varianceOfSquare, double varianceOfV)
    {
        var (sum, weight, power) = (0.0, 1 - Beta1, 1.0);
        do
        {
            var mean = ((1 - Beta2) * power * g * g) + ((1 + (Beta2 * power) - power) * meanSquare); // E[X_t]
            var since = (1 - Beta2) * (1 - (power * power)) / (1 + Beta2) * varianceOfSquare;
            var variance = (Beta2 * Beta2 * power * power * varianceOfV) + since; // D[X_t]
            sum += weight * (Math.Pow(mean, -0.5) + (3.0 / 8 * Math.Pow(mean, -2.5) * variance));
            (weight, power) = (weight * Beta1, power * Beta2);
        }
        while (weight > Negligible);
        return sum;
    }
}
