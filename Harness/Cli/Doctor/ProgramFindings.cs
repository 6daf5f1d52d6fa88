using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Cli.Doctor;

/// <summary>The program itself, and the programs it starts.</summary>
static class ProgramFindings
{
    public static IEnumerable<Finding> All() =>
        [Finding.Fine("program", $"adashift-bench {Version}, {RuntimeInformation.FrameworkDescription}"), Node(), Charts()];

    static string Version =>
        typeof(ProgramFindings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "of unknown version";

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
}
