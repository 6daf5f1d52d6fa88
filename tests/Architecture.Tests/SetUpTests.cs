using System.Diagnostics;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>run-all.sh names what a machine lacks and then does nothing; what is there is not built again.</summary>
/// <remarks>The "machine" is a copy of the scripts, with a PATH that has only some programs.</remarks>
public sealed class SetUpTests : IDisposable
{
    static readonly string[] shellTools =
    [
        "bash", "env", "dirname", "basename", "readlink", "grep", "cat", "mkdir", "tr", "sed", "tail", "cut", "head", "sort", "find",
        "xargs", "sha256sum", "rm", "mv", "ln", "chmod", "flock",
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
        ShouldStop(Start("quik"), 2, "'quik'", "quick, standard, test, setup");

    [Fact]
    public void An_unknown_test_project_is_named_with_the_nearest()
    {
        Tools();

        ShouldStop(Start("test", "toys"), 2, "'toys'", "Toy.Tests");
    }

    [Theory]
    [InlineData("quick")]
    [InlineData("setup")]
    public void Unused_words_are_refused(string word) => ShouldStop(Start(word, "--jobs", "2"), 2, "--jobs 2");

    [Fact]
    public void Without_dotnet_it_says_what_to_install() => ShouldStop(Start("setup"), 1, "dotnet-sdk-10.0");

    [Fact]
    public void With_other_sdks_only_it_names_them()
    {
        Program("dotnet", """[ "$1" = --list-sdks ] && echo "8.0.100 [/usr/lib/dotnet/sdk]" || exit 145""");

        ShouldStop(Start("setup"), 1, "8.0.100");
    }

    [Fact]
    public void Without_apt_it_names_what_is_missing()
    {
        Program("dotnet", "exit 0");

        ShouldStop(Start("setup"), 1, "nodejs npm", "apt");
    }

    [Fact]
    public void Without_a_network_it_shows_what_apt_said()
    {
        Apt("echo 'E: Temporary failure resolving' >&2; exit 100");

        ShouldStop(Start("setup"), 1, "E: Temporary failure resolving");
    }

    [Fact]
    public void What_apt_only_warns_of_is_shown_when_installing_fails()
    {
        Apt("""if [ "$1" = update ]; then echo 'W: Failed to fetch http://mirror'; else echo 'E: Unable to locate'; exit 100; fi""");

        ShouldStop(Start("setup"), 1, "W: Failed to fetch http://mirror", "E: Unable to locate");
    }

    [Fact]
    public void An_apt_that_installs_nothing_is_found_out()
    {
        Apt("exit 0");

        ShouldStop(Start("setup"), 1, "nodejs npm");
    }

    [Fact]
    public void Without_apt_sub_words_alone_stop_nothing()
    {
        Tools();
        File.Delete(Path.Combine(Programs, "spm_train"));

        ShouldStop(Start("setup"), 0, "sentencepiece");
    }

    [Fact]
    public void A_second_set_up_does_nothing()
    {
        Tools();

        SetUp().ShouldBe(["npm ci", "dotnet build", "dotnet publish"]);
        SetUp().ShouldBeEmpty();
    }

    [Fact]
    public void What_changed_is_built()
    {
        Tools();
        SetUp();

        Write("Zoo/Adam.cs", "// α");
        SetUp().ShouldBe(["dotnet build", "dotnet publish"]);
        Write("docs/experiments.md", "An example that a test copies.");
        SetUp().ShouldBe(["dotnet build", "dotnet publish"]);
        SetUp().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_gone_is_built_again()
    {
        Tools();
        SetUp();

        File.Delete(Path.Combine(machine.FullName, "artifacts/bin/Toy.Tests/release/AdaShift.Bench.Toy.Tests"));
        SetUp().ShouldBe(["dotnet build"]);
        foreach (var folder in Directory.GetDirectories(Path.Combine(machine.FullName, "artifacts"), "cli-*"))
            Directory.Delete(folder, recursive: true);
        SetUp().ShouldBe(["dotnet build", "dotnet publish"]);
        SetUp().ShouldBeEmpty();
    }

    /// <summary>Stand-ins for everything that a set-up starts: each logs its call and leaves what it would build.</summary>
    void Tools()
    {
        Directory.CreateDirectory(Path.Combine(machine.FullName, "artifacts"));
        Write("AdaShift.Bench.sln", """Project("{1}") = "Toy.Tests", "tests\Toy.Tests\Toy.Tests.csproj", "{2}" """);
        Write("Harness/Reporting/package.json", "{}");
        Write("Harness/Reporting/package-lock.json", "{}");
        Program("node", "exit 0");
        Program("spm_train", "exit 0");
        Program("dpkg-query", "echo 'install ok installed'");
        Program("npm", """echo npm "$3" >>artifacts/calls; mkdir -p Harness/Reporting/node_modules""");
        Program("dotnet", """
            program() { mkdir -p "$(dirname "$1")"; echo "#!$BASH" >"$1"; chmod +x "$1"; }
            [ "$1" = --version ] || echo dotnet "$1" >>artifacts/calls
            [ "$1" != build ] || program artifacts/bin/Toy.Tests/release/AdaShift.Bench.Toy.Tests
            while [ $# -gt 1 ]; do [ "$1" != -o ] || program "$2/adashift-bench"; shift; done
            """);
    }

    /// <returns>What a set-up started.</returns>
    IEnumerable<string> SetUp()
    {
        var calls = Path.Combine(machine.FullName, "artifacts/calls");
        File.WriteAllText(calls, "");
        Start("setup").ShouldBe((0, ""));
        return File.ReadAllLines(calls);
    }

    /// <summary>.NET, the right to install, and this apt-get.</summary>
    void Apt(string script)
    {
        Program("dotnet", "exit 0");
        Program("sudo", """[ "$1" = -n ] && exit 0; exec "$@" """);
        Program("apt-get", script);
    }

    static void ShouldStop((int Code, string Said) end, int code, params string[] naming)
    {
        end.Code.ShouldBe(code, end.Said);
        foreach (var word in naming) end.Said.ShouldContain(word);
    }

    void Write(string file, string text)
    {
        var path = Path.Combine(machine.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"{text}\n");
    }

    void Program(string name, string script)
    {
        var file = Path.Combine(Programs, name);
        File.WriteAllText(file, $"#!{WhereIs("bash")}\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    (int Code, string Said) Start(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs, "bash"), [Path.Combine(machine.FullName, "run-all.sh"), .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = Programs },
        };
        using var script = Process.Start(start)!;
        script.StandardInput.Close();
        script.OutputDataReceived += (_, _) => { };
        script.BeginOutputReadLine();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return (script.ExitCode, words is ["setup"] ? error.Trim() : error.Trim().Split('\n')[^1]);
    }

    static string WhereIs(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);
}
