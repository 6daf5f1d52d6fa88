namespace AdaShift.Bench.Running;

/// <summary>Words of a command that people can paste into a shell.</summary>
public static class ShellWord
{
    /// <summary>In single quotes where the shell would read something into it: <c>'adam[lr=0.1]'</c>.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
