using System.Diagnostics;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>The shell scripts, which no compiler reads.</summary>
public class ScriptTests
{
    public static TheoryData<string> Scripts =>
        [.. Repository.Files.Where(file => file.EndsWith(".sh", StringComparison.Ordinal) || file == ".ci/run")];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Shellcheck_finds_nothing(string script)
    {
        var start = new ProcessStartInfo("shellcheck", ["-x", script])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false,
        };
        try
        {
            using var shellcheck = Process.Start(start)!;
            var said = shellcheck.StandardOutput.ReadToEnd();
            shellcheck.WaitForExit();
            (shellcheck.ExitCode, said).ShouldBe((0, "")); // what it cannot read it says on standard error
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("shellcheck is not installed");
        }
    }

    [Theory]
    [InlineData("run-all.sh")]
    [InlineData(".ci/run")]
    public void What_people_start_can_be_started(string script)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows keeps no run bit");
        else File.GetUnixFileMode(Path.Combine(Repository.Root, script)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }
}
