namespace AdaShift.Bench.Reporting.Tests;

/// <summary>Run sets that several tests look at.</summary>
static class Examples
{
    public const string Sgd = "sgd[lr=0.001]";
    public const string Adam = "adam[lr=0.001,beta1=0,beta2=0.999,eps=1e-08]";
    public const string AdaShift = "adashift[phi=max,lr=0.01,beta1=0,beta2=0.999,delay=1,eps=1e-08]";

    /// <summary>
    /// AdaShift clearly lowest, Adam and SGD close to each other; one Adam seed diverged, one SGD seed failed, one never ran.
    /// </summary>
    public static SyntheticRuns Mixed()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            var luck = 0.01 * (seed - 2);
            runs.Ran("max-AdaShift", AdaShift, seed, 3, 0.9 + luck, 0.35 + luck, 0.12 + luck / 2, 0.05 + luck / 4);
            if (seed == 3) runs.Diverged("Adam", Adam, seed, 217, 3, 1.2, 5.5);
            else runs.Ran("Adam", Adam, seed, 3, 1.1 + luck, 0.6 + luck, 0.33 - luck, 0.21 - luck);
            if (seed == 1) runs.Failed("SGD", Sgd, seed, "System.InvalidOperationException: out of luck\n   at Toy.Step()");
            else if (seed == 4) runs.Missing("SGD", Sgd, seed);
            else runs.Ran("SGD", Sgd, seed, 3, 2.1 + luck, 1.4 + luck, 0.9 + luck, 0.6 + luck);
        }
        return runs
            .Claim("max-AdaShift achieves the lowest training loss", "train/loss", "max-AdaShift < Adam, SGD")
            .Claim("SGD generalizes better than max-AdaShift", "test/accuracy", "SGD > max-AdaShift")
            .Claim("Adam is as good as SGD", "train/loss", "Adam ~ SGD", margin: 0.1)
            .Claim("Lion is better", "train/loss", "Lion < Adam");
    }
}
