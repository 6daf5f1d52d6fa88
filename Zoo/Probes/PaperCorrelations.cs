namespace AdaShift.Bench.Zoo.Probes;

/// <summary>Tables 1 to 4 of the AdaShift paper (appendix C), and its number for Adam.</summary>
/// <remarks>
/// The captions of tables 3 and 4 say g²[t−n] and v. But v is made of g[t−n], so that would correlate as Adam's g² and v do; the numbers
/// near 0 are those of g²[t].
/// </remarks>
static class PaperCorrelations
{
    static readonly double[] temporal =
    [
        -0.000368929, -0.000989286, -0.001540511, -0.00116966, -0.001613395,
        -0.001211721, 0.000357474, -0.00082293, -0.001755237, -0.001267641,
    ];

    static readonly double[] spatial =
    [
        -0.000609471, -0.001948853, -0.001426661, 0.000904615, 0.000329359,
        0.000971337, -0.000644563, -0.00137805, -0.001147973, -0.000592037,
    ];

    static readonly double[] nonAdaShift =
    [
        -0.010897023, -0.010952548, -0.010890854, -0.010853069, -0.010810747,
        -0.010777789, -0.01075946, -0.010739279, -0.010728553, -0.010720019,
    ];

    static readonly double[] maxAdaShift =
    [
        -0.000706289, -0.000794959, -0.00076306, -0.000712474, -0.000668459,
        -0.000623162, -0.000566573, -0.000542046, -0.000598015, -0.000592707,
    ];

    public static double? Temporal(int lag) => Of(temporal, lag);

    public static double? Spatial(int lag) => Of(spatial, lag);

    /// <summary>Of g²[t] and v, as the rule makes it; null when the paper has no number for the rule.</summary>
    public static double? SquareAndV(UpdateRule? rule) => rule switch
    {
        Adam => 0.435885276,
        Adashift { Phi: Phi.None } shift => Of(nonAdaShift, shift.Delay),
        Adashift { Phi: Phi.Max } shift => Of(maxAdaShift, shift.Delay),
        _ => null,
    };

    static double? Of(double[] table, int n) => n >= 1 && n <= table.Length ? table[n - 1] : null;
}
