namespace AdaShift.Bench.Scoring;

/// <summary>Segments that cannot be scored as asked; the message names the file or the segment, and what is allowed.</summary>
public sealed class ScoringException(string message, Exception? inner = null) : Exception(message, inner);
