using System.Diagnostics;
using AdaShift.Bench.Build;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>build/Torch.targets, in a project whose package and whose system's libstdc++ are made up.</summary>
public sealed class TorchTargetsTests : IDisposable
{
    const string Version = "GLIBCXX_3.4.32";

    readonly DirectoryInfo machine = Directory.CreateTempSubdirectory("adashift-torch-");

    public TorchTargetsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the patch is for Linux");
        File.WriteAllText(At("new-libstdc++.so"), $"\0{Version}\0");
        File.WriteAllText(At("old-libstdc++.so"), "\0GLIBCXX_3.4.30\0");
        File.WriteAllText(At("Toy.proj"), $"""
            <Project DefaultTargets="CopyFilesToOutputDirectory">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <OutDir>out/</OutDir>
                <ArtifactsPath>artifacts</ArtifactsPath>
              </PropertyGroup>
              <Target Name="ResolvePackageAssets">
                <ItemGroup>
                  <NativeCopyLocalItems Include="$(TorchSharp)/libLibTorchSharp.so" NuGetPackageId="TorchSharp"
                    NuGetPackageVersion="$(TorchSharp)" DestinationSubPath="libLibTorchSharp.so" />
                </ItemGroup>
              </Target>
              <Target Name="CopyFilesToOutputDirectory" DependsOnTargets="ResolvePackageAssets" />
              <Target Name="CopyFilesToPublishDirectory" />
              <Import Project="{Path.Combine(Repository.Root, "build", "Torch.targets")}" />
            </Project>
            """);
        Package("0.2", SymbolVersionTests.Elf(), age: 1);
    }

    byte[] Built => File.ReadAllBytes(At("out/libLibTorchSharp.so"));

    static byte[] Patched
    {
        get
        {
            var elf = SymbolVersionTests.Elf();
            SymbolVersion.Weaken(elf, Version);
            return elf;
        }
    }

    public void Dispose() => machine.Delete(recursive: true);

    [Fact]
    public void The_library_is_patched_where_the_system_lacks_the_version_and_only_there()
    {
        Build("new").Code.ShouldBe(0);
        Built.ShouldBe(SymbolVersionTests.Elf());
        Directory.Exists(At("artifacts")).ShouldBeFalse();

        Build("old").Code.ShouldBe(0); // into the same folder: a checkout that moved to an older system
        Built.ShouldBe(Patched);
        File.ReadAllBytes(At("0.2/libLibTorchSharp.so")).ShouldBe(SymbolVersionTests.Elf(), "the package is never written to");

        Build("new").Code.ShouldBe(0);
        Built.ShouldBe(SymbolVersionTests.Elf());
    }

    [Fact]
    public void An_older_package_brings_its_own_library()
    {
        Build("old").Code.ShouldBe(0);
        Package("0.1", [.. SymbolVersionTests.Elf(), 1], age: 2);
        Build("old", "0.1").Code.ShouldBe(0);
        Built.ShouldBe([.. Patched, 1]);
    }

    [Fact]
    public void A_copy_that_cannot_be_made_says_why_and_an_earlier_one_does_not_hide_it()
    {
        File.WriteAllText(At("artifacts"), "in the way");
        Refused("cannot be written to 'artifacts/natives/0.2/libLibTorchSharp.so': ");
        File.Delete(At("artifacts"));
        Build("old").Code.ShouldBe(0);
        Package("0.2", [1, 2, 3], age: 0);
        Refused("It is no ELF file.");

        void Refused(string reason)
        {
            var (code, said) = Build("old");
            code.ShouldBe(1);
            said.ShouldContain($"libLibTorchSharp.so needs {Version} (GCC 13), which the libstdc++ of ");
            said.ShouldContain(reason);
            said.ShouldNotContain("MSB4018"); // "The task failed unexpectedly"
        }
    }

    void Package(string version, byte[] library, int age)
    {
        Directory.CreateDirectory(At(version));
        var file = At($"{version}/libLibTorchSharp.so");
        File.WriteAllBytes(file, library);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc).AddDays(-age));
    }

    (int Code, string Said) Build(string system, string version = "0.2")
    {
        var libstdcxx = At($"{system}-libstdc++.so");
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", "Toy.proj", "-nologo", "-nodeReuse:false", $"-p:Libstdcxx={libstdcxx}", $"-p:TorchSharp={version}"])
        {
            WorkingDirectory = machine.FullName, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var build = Process.Start(start)!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return (build.ExitCode, said);
    }

    string At(string file) => Path.Combine(machine.FullName, file);
}
