namespace AdaShift.Bench.Torch;

/// <summary>The shared libraries in the process, as the kernel lists them: what is in use, not what was meant to be.</summary>
public static class LoadedLibraries
{
    const string Maps = "/proc/self/maps";
    static readonly string[] s_blas =
        ["libopenblas", "libmkl_rt", "libmkl_core", "libblis", "libarmpl", "libnvpl_blas", "libatlas", "libblas.so"];
    static readonly string[] s_openMp = ["libgomp", "libiomp5", "libomp.so", "libomp-"];

    /// <summary>Paths of the files mapped into this process; empty where the system does not say.</summary>
    public static IReadOnlyList<string> Read() => File.Exists(Maps) ? Parse(File.ReadAllText(Maps)) : [];

    /// <summary>The distinct shared objects of a <c>/proc/…/maps</c> text, in order.</summary>
    public static IReadOnlyList<string> Parse(string maps) =>
    [
        .. maps.Split('\n')
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? line[at..].Trim() : "")
            .Where(path => path.Contains(".so", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The library that does the matrix products, the most specific first; null when none is among them.</summary>
    public static string? Blas(IReadOnlyList<string> libraries) =>
        s_blas.Select(name => libraries.FirstOrDefault(path => FileName(path).StartsWith(name, StringComparison.Ordinal)))
            .FirstOrDefault(path => path is not null);

    public static IReadOnlyList<string> OpenMp(IReadOnlyList<string> libraries) =>
        [.. libraries.Where(path => s_openMp.Any(name => FileName(path).StartsWith(name, StringComparison.Ordinal)))];

    /// <summary>Debian's <c>…/blas/libblas.so.3</c>, or a plain libblas from nobody in particular.</summary>
    public static bool IsReferenceBlas(string path) =>
        FileName(path).StartsWith("libblas.so", StringComparison.Ordinal)
        && !path.Contains("openblas", StringComparison.Ordinal)
        && !path.Contains("blis", StringComparison.Ordinal)
        && !path.Contains("atlas", StringComparison.Ordinal);

    static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
