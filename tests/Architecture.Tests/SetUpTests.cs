using System.Diagnostics;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>run-all.sh on machines that lack something: a clear message, an exit code, and nothing done.</summary>
/// <remarks>The machine is a copy of the scripts and a PATH with only some programs on it.</remarks>
public sealed class SetUpTests : IDisposable
{
    static readonly string[] shellTools =
    [
        "bash", "env", "dirname", "readlink", "grep", "cat", "mkdir", "tr", "sed", "tail", "cut", "head", "sort", "find", "xargs",
        "sha256sum", "rm",
    ];

    readonly DirectoryInfo machine = Directory.CreateTempSubdirectory("adashift-setup-");

    public SetUpTests()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("run-all.sh is for Linux");
        foreach (var file in Repository.Files.Where(file => file == "run-all.sh" || file.StartsWith("scripts/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(machine.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        Directory.CreateDirectory(Programs);
        foreach (var tool in shellTools) File.CreateSymbolicLink(Path.Combine(Programs, tool), WhereIs(tool));
    }

    string Programs => Path.Combine(machine.FullName, "programs");

    public void Dispose() => machine.Delete(recursive: true);

    [Fact]
    public void An_unknown_word_is_named_with_what_is_allowed() =>
        Run("quik").ShouldBe((2, "error: 'quik' is not something run-all.sh does. Allowed: quick, standard, test, setup."));

    [Fact]
    public void Without_dotnet_it_says_what_to_install()
    {
        var (code, said) = Run("setup");

        code.ShouldBe(1);
        said.ShouldStartWith("error: the .NET 10 SDK is missing");
    }

    [Fact]
    public void With_other_sdks_only_it_names_them()
    {
        Program("dotnet", """[ "$1" = --list-sdks ] && echo "8.0.100 [/usr/lib/dotnet/sdk]" || exit 145""");

        Run("setup").Said.ShouldContain("8.0.100");
    }

    [Fact]
    public void Without_apt_it_names_what_is_missing()
    {
        Program("dotnet", "exit 0");

        var (code, said) = Run("setup");

        code.ShouldBe(1);
        said.ShouldContain("missing: cmake g++ ninja-build nodejs npm libtorch-dev libopenblas0-openmp");
        said.ShouldContain("installs with apt, which this system lacks");
    }

    [Fact]
    public void Without_a_network_it_shows_what_apt_said()
    {
        Apt("echo 'E: Temporary failure resolving' >&2; exit 100");

        var (code, said) = Run("setup");

        code.ShouldBe(1);
        said.ShouldContain("E: Temporary failure resolving");
        said.ShouldContain("Is there a network?");
    }

    [Fact]
    public void What_apt_only_warns_of_is_shown_when_installing_fails()
    {
        Apt("""if [ "$1" = update ]; then echo 'W: Failed to fetch http://mirror'; else echo 'E: Unable to locate'; exit 100; fi""");

        var (code, said) = Run("setup");

        code.ShouldBe(1);
        said.ShouldStartWith("W: Failed to fetch http://mirror");
        said.ShouldContain("Is there a network?");
    }

    [Fact]
    public void An_apt_that_installs_nothing_is_found_out()
    {
        Apt("exit 0");

        var (code, said) = Run("setup");

        code.ShouldBe(1);
        said.ShouldStartWith("error: apt-get says it is done, but still missing: cmake g++");
    }

    /// <summary>.NET, the right to install, and this apt-get.</summary>
    void Apt(string script)
    {
        Program("dotnet", "exit 0");
        Program("sudo", """[ "$1" = -n ] && exit 0; exec "$@" """);
        Program("apt-get", script);
    }

    void Program(string name, string script)
    {
        var file = Path.Combine(Programs, name);
        File.WriteAllText(file, $"#!{WhereIs("bash")}\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    (int Code, string Said) Run(string word)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs, "bash"), [Path.Combine(machine.FullName, "run-all.sh"), word])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = Programs, ["Torch_DIR"] = "", ["CMAKE_PREFIX_PATH"] = "" },
        };
        using var script = Process.Start(start)!;
        script.StandardInput.Close();
        script.OutputDataReceived += (_, _) => { };
        script.BeginOutputReadLine();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return (script.ExitCode, word == "setup" ? error.Trim() : error.Trim().Split('\n')[^1]);
    }

    static string WhereIs(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);
}
