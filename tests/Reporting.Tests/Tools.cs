using System.ComponentModel;
using System.Diagnostics;
using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Reporting.Tests;

static class Tools
{
    /// <summary>Skips the test where ECharts or Node is not installed.</summary>
    public static void Require()
    {
        if (ChartTools.Installed.Missing is { } missing) Assert.Skip(missing);
        try
        {
            var version = new ProcessStartInfo(ChartTools.Installed.Node, "--version")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var node = Process.Start(version)!;
            node.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js is not installed.");
        }
    }
}
