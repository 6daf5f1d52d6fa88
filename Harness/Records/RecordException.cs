namespace AdaShift.Bench.Records;

/// <summary>
/// Records that are not there, not readable or not fit for what was asked. The message is for the user: what, where, what to do.
/// </summary>
public sealed class RecordException(string message, Exception? inner = null) : Exception(message, inner);
