using System.Diagnostics;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>scripts/gpu-check.sh, with stand-ins for the programs and Python: whatever fails is named.</summary>
public sealed class GpuCheckTests : IDisposable
{
    readonly DirectoryInfo machine = Directory.CreateTempSubdirectory("adashift-gpu-");

    public GpuCheckTests()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("gpu-check.sh is for Linux");
        foreach (var script in new[] { "scripts/gpu-check.sh", "scripts/say.sh" }) Write(script, Repository.Read(script));
        Program("app/adashift-bench", "bench $1", """[ "$1" != report ] || { mkdir -p "${@: -1}"; echo report >"${@: -1}/report.md"; }""");
        Program("app/AdaShift.Bench.Benchmarks", "benchmarks");
        Program("app/AdaShift.Bench.Zoo.Tests", "tests");
        Program("python", "python", """case "$2" in *ctypes*) name=loads ;; *Adam*) name=adam ;; *) name=python ;; esac; echo lib""");
        Directory.CreateDirectory(Path.Combine(machine.FullName, "artifacts/gpu/pack/mnist"));
        Write("artifacts/gpu/pack/mnist/images", "");
        Start("tar", "-cJf", "artifacts/gpu/pack/app.tar.xz", "app").ExitCode.ShouldBe(0);
        Start("xz", "artifacts/gpu/pack/mnist/images").ExitCode.ShouldBe(0);
    }

    public void Dispose() => machine.Delete(recursive: true);

    [Fact]
    public void If_everything_passes_it_names_the_report()
    {
        var (code, said) = Start("bash", "scripts/gpu-check.sh", "run");
        code.ShouldBe(0, said);
        LastLine(said).ShouldContain("report.md");
    }

    [Theory]
    [InlineData("loads", "loads")]
    [InlineData("benchmarks", "steps")]
    [InlineData("adam", "steps")]
    [InlineData("bench doctor", "doctor")]
    [InlineData("bench run", "run")]
    [InlineData("tests", "zoo-tests")]
    public void What_fails_is_named_and_the_rest_is_still_tried(string broken, string check)
    {
        Write("broken", broken);
        var (code, said) = Start("bash", "scripts/gpu-check.sh", "run");
        code.ShouldBe(1, said);
        LastLine(said).ShouldContain($": {check}.");
        File.Exists(Path.Combine(machine.FullName, "artifacts/gpu/out/zoo-tests.txt")).ShouldBeTrue();
    }

    [Fact]
    public void A_report_of_an_earlier_run_is_none_of_this_one()
    {
        Start("bash", "scripts/gpu-check.sh", "run").ExitCode.ShouldBe(0);
        Write("broken", "bench report");
        Program("app/adashift-bench", "bench $1");
        Start("tar", "-cJf", "artifacts/gpu/pack/app.tar.xz", "app").ExitCode.ShouldBe(0);
        LastLine(Start("bash", "scripts/gpu-check.sh", "run").Said).ShouldContain(": report.");
    }

    static string LastLine(string said) => said.TrimEnd().Split('\n')[^1];

    /// <summary>A program that fails when the file <c>broken</c> has its name.</summary>
    void Program(string file, string name, string body = ":")
    {
        Write(file, $"#!/usr/bin/env bash\nname=\"{name}\"\n{body}\n[ \"$name\" != \"$(cat '{machine.FullName}/broken' 2>&1)\" ]");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                Path.Combine(machine.FullName, file), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    void Write(string file, string text)
    {
        var path = Path.Combine(machine.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text == "" ? "" : $"{text.TrimEnd('\n')}\n");
    }

    (int ExitCode, string Said) Start(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = machine.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["PYTHON"] = Path.Combine(machine.FullName, "python"), ["DEVICE"] = "cpu" },
        };
        using var script = Process.Start(start)!;
        script.StandardInput.Close();
        var output = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return (script.ExitCode, output.Result + error);
    }
}
