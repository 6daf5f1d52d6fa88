using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>Reads <c>events.jsonl</c>, also while a worker writes it or after one died in the middle of a line.</summary>
public static class EventLines
{
    /// <param name="problems">Gets a line for each event that is not readable, with file and line number.</param>
    /// <returns>Every readable event; none when there is no such file.</returns>
    public static IReadOnlyList<EventRecord> Read(string file, ICollection<string> problems)
    {
        var events = new List<EventRecord>();
        int number = 0;
        foreach (var line in WholeLines(file))
        {
            number++;
            try
            {
                events.Add(RecordJson.ReadEvent(line));
            }
            catch (JsonException e)
            {
                problems.Add($"{file}, line {number}: {e.Message}");
            }
        }
        return events;
    }

    /// <summary>What follows the last line end is still being written, or was when the worker died.</summary>
    static IEnumerable<string> WholeLines(string file)
    {
        if (!File.Exists(file)) return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
