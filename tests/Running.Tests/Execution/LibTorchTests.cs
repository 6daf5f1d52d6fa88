using System.Text.RegularExpressions;

namespace AdaShift.Bench.Running.Tests;

/// <summary>What libtorch says of itself, by exports whose C++ names no compiler checks: without one there would be "unknown".</summary>
public sealed partial class LibTorchTests
{
    [Fact]
    public void The_package_s_libtorch_computes_with_mkl_and_openmp()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the names are those of Linux");
        var here = LibTorch.Read();
        (here.Version, here.Blas, here.Parallel).ShouldBe((PackageVersion(), "mkl", "OpenMP"));
        here.Instructions.ShouldNotBe("unknown");
        here.Path.ShouldNotBeNull().ShouldEndWith("/libtorch_cpu.so");
        here.OpenMp.ShouldHaveSingleItem().ShouldContain("libgomp");
    }

    [Fact]
    public void Libraries_are_those_mapped_each_once() => LibTorch.LibrariesIn(
        """
        7f00-7f01 r-xp 00000000 08:01 11 /opt/a b/libtorch_cpu.so
        7f01-7f02 r--p 00001000 08:01 11 /opt/a b/libtorch_cpu.so
        7f02-7f03 rw-p 00000000 00:00 0
        7f03-7f04 r--p 00000000 08:01 12 /usr/lib/locale/locale-archive
        7f04-7f05 r-xp 00000000 08:01 13 /usr/lib/libgomp.so.1
        """).ShouldBe(["/opt/a b/libtorch_cpu.so", "/usr/lib/libgomp.so.1"]);

    /// <summary>Of the package that this program was built with.</summary>
    static string PackageVersion() =>
        Package.Match(File.ReadAllText(((string)AppContext.GetData("APP_CONTEXT_DEPS_FILES")!).Split(';')[0])).Groups["version"].Value;

    [GeneratedRegex(@"""libtorch-cpu-linux-x64/(?<version>[\d.]+)""", RegexOptions.None, 1000)]
    private static partial Regex Package { get; }
}
