using System.Diagnostics;

namespace AdaShift.Bench.Running;

/// <summary>What to start for a run's folder. The executor adds pipes and environment.</summary>
public delegate ProcessStartInfo WorkerCommand(string runFolder);

/// <summary>Worker commands that start this very program again.</summary>
public static class WorkerCommands
{
    /// <param name="arguments">Of the program, for a run's folder: e.g. <c>["worker", folder]</c>.</param>
    public static WorkerCommand ThisProgram(Func<string, IEnumerable<string>> arguments) => runFolder =>
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        // Started as 'dotnet program.dll', the process is dotnet and the program its first argument.
        var prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>();
        return new(program, [.. prefix, .. arguments(runFolder)]);
    };
}
