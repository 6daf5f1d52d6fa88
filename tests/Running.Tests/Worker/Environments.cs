using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

static class Environments
{
    public static EnvironmentRecord Here { get; } = new(
        HarnessBuild.OfThisProcess.Version, HarnessBuild.OfThisProcess.Commit, "TorchSharp 0.107.0", "2.10.0", "", "",
        Threads: 1, Cores: 1, "", "cpu", "", "", 0, new SortedDictionary<string, string>());
}
