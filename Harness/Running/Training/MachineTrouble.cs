namespace AdaShift.Bench.Running;

/// <summary>Tells what went wrong with the machine, and may pass, from what is wrong with a checkpoint, and stays.</summary>
static class MachineTrouble
{
    /// <summary>Of libtorch, CUDA and the C++ library: they have messages, not types.</summary>
    static readonly string[] words = ["out of memory", "CUDA error", "bad_alloc", "allocate memory"];

    public static bool IsBehind(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException or EndOfStreamException => false,
        IOException or UnauthorizedAccessException or OutOfMemoryException => true,
        _ => Array.Exists(words, word => problem.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
            || (problem.InnerException is { } inner && IsBehind(inner)),
    };
}
