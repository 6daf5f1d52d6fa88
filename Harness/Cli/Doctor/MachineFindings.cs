using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Cli.Doctor;

/// <summary>The program itself, the programs it starts, its data and its disk.</summary>
static class MachineFindings
{
    const double EnoughGigabytes = 1; // an experiment keeps two checkpoints per run

    static string Version =>
        typeof(MachineFindings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "of unknown version";

    public static IEnumerable<Finding> All(DatasetCatalog datasets, string output) =>
    [
        Finding.Fine("program", $"adashift-bench {Version}, {RuntimeInformation.FrameworkDescription}"),
        Node(),
        Charts(),
        .. datasets.All.Select(Data),
        Disk(output),
    ];

    static Finding Node()
    {
        try
        {
            var start = new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false };
            using var node = Process.Start(start)!;
            var version = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit();
            return Finding.Fine("Node.js", version);
        }
        catch (Win32Exception)
        {
            return new("Node.js", State.Warning, "not on the PATH: report.md has no pictures", "apt-get install nodejs npm");
        }
    }

    static Finding Charts() => ChartTools.Installed.Missing is { } missing
        ? new("ECharts", State.Missing, missing, "./run-all.sh setup")
        : Finding.Fine("ECharts", "next to the program");

    /// <summary>A data set that is not here is not an error: a plan that needs it says how to fetch it.</summary>
    static Finding Data(Dataset dataset)
    {
        var store = new DataStore();
        var (what, status) = ($"data set {dataset.Name}", store.Status(dataset));
        return status.State switch
        {
            DataState.Ready => Finding.Fine(what, store.FolderOf(dataset)),
            DataState.Missing => new(what, State.Warning, $"not in {store.Root}", Catalogs.FetchCommand(dataset)),
            _ => new(what, State.Missing, $"damaged: {status.Reason}", Catalogs.FetchCommand(dataset)),
        };
    }

    /// <param name="output">The folder for records; it need not exist.</param>
    public static Finding Disk(string output)
    {
        var folder = Path.GetFullPath(output);
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
        if (WriteProblem(folder) is { } problem)
            return new(
                "disk", State.Missing, $"'{folder}' cannot be written: {problem}", "Make it writable, or give another folder with --out.");
        var free = new DriveInfo(folder).AvailableFreeSpace / 1e9;
        var found = FormattableString.Invariant($"{free:0.#} GB free at {folder}");
        return free >= EnoughGigabytes
            ? Finding.Fine("disk", found)
            : new("disk", State.Warning, found, "Make room, or give another folder with --out.");
    }

    static string? WriteProblem(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, $".adashift-{Guid.NewGuid():N}.tmp"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose,
            });
            file.WriteByte(1);
            file.Flush();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
