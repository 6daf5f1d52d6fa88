using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using TorchSharp;

namespace AdaShift.Bench.Cli;

/// <summary>What a plan is held against on this machine.</summary>
static class MachineChecks
{
    public static PlanChecks All { get; } = new(DatasetProblem, DeviceProblem);

    static string? DatasetProblem(string name)
    {
        try
        {
            new DataStore().Open(new DatasetCatalog()[name]);
            return null;
        }
        catch (Exception problem) when (problem is DatasetException or ArgumentException)
        {
            return problem.Message;
        }
    }

    static string? DeviceProblem(string device) => torch.cuda.is_available() ? null
        : $"The device '{device}' cannot be used: this libtorch sees no CUDA device. 'adashift-bench doctor' says more.";
}
