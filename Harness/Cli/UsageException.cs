namespace AdaShift.Bench.Cli;

/// <summary>What was typed cannot be done; the message names the value, what is allowed and the nearest match.</summary>
sealed class UsageException(string message) : Exception(message);
