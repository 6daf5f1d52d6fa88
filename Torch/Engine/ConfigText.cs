namespace AdaShift.Bench.Torch;

/// <summary>Reads libtorch's descriptions of itself, which are meant for people.</summary>
public static class ConfigText
{
    /// <summary>The value of NAME=value among the build settings; null when absent.</summary>
    public static string? Setting(string text, string name)
    {
        var at = text.IndexOf(name + "=", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var value = text[(at + name.Length + 1)..];
        return value[..(value.IndexOfAny([',', '\n']) is var end and >= 0 ? end : value.Length)].Trim();
    }

    /// <summary>The rest of the line after a label; null when absent.</summary>
    public static string? After(string text, string label)
    {
        var at = text.IndexOf(label, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var rest = text[(at + label.Length)..];
        return rest[..(rest.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : rest.Length)].Trim();
    }
}
