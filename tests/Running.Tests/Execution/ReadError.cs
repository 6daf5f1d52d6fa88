namespace AdaShift.Bench.Running.Tests;

/// <summary>A file whose reading fails as on a broken disk.</summary>
static class ReadError
{
    /// <returns>Its path; a symbolic link to it fails likewise.</returns>
    public static string OrSkip()
    {
        const string memory = "/proc/self/mem"; // nothing is mapped at its beginning: EIO
        Assert.SkipUnless(File.Exists(memory), "This system has no file that cannot be read.");
        return memory;
    }
}
