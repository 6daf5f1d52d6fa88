using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>
/// Records that are missing, unreadable or unfit for what was asked. The message is for the user: what, where, what to do.
/// </summary>
public sealed class RecordException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The disk is at fault, not the content. Such an error may pass.</summary>
    internal bool IsOfDisk => InnerException is IOException or UnauthorizedAccessException;

    /// <summary>The content is cut off or altered. A record of another version is whole: its error has no line number.</summary>
    internal bool IsDamage => InnerException is JsonException { LineNumber: not null };
}
