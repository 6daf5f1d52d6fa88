using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using TorchSharp;

namespace AdaShift.Bench.Cli;

/// <summary>What a plan is held against on this machine.</summary>
static class MachineChecks
{
    /// <param name="datasets">Those that workloads may name.</param>
    public static PlanChecks All(DatasetCatalog datasets) => new(name => DatasetProblem(name, datasets), DeviceProblem);

    static string? DatasetProblem(string name, DatasetCatalog datasets)
    {
        try
        {
            new DataStore().Open(datasets[name]);
            return null;
        }
        catch (DatasetException problem)
        {
            // It ends with a command.
            return problem.Message + KnownDatasets.PluginOption(datasets[name]);
        }
        catch (ArgumentException unknown)
        {
            return unknown.Message;
        }
    }

    static string? DeviceProblem(string device)
    {
        LibTorch.Prepare(device);
        return torch.cuda.is_available() ? null
            : $"The device '{device}' cannot be used: this libtorch sees no CUDA device. 'adashift-bench doctor' says more.";
    }
}
