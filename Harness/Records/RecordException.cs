using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>
/// Records that are missing, unreadable or unsuitable. The message tells the user what is wrong, where, and what to do.
/// </summary>
public sealed class RecordException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The disk is at fault, not the content. Such an error may be temporary.</summary>
    internal bool IsOfDisk => InnerException is IOException or UnauthorizedAccessException;

    /// <summary>The content is cut off or altered. (The error for a whole record of another version has no line number.)</summary>
    internal bool IsDamage => InnerException is JsonException { LineNumber: not null };
}
