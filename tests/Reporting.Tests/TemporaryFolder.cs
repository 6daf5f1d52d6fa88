namespace AdaShift.Bench.Reporting.Tests;

sealed class TemporaryFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adashift-report-");

    public string At(params string[] parts) => Path.Combine([folder.FullName, .. parts]);

    public void Dispose() => folder.Delete(recursive: true);
}
