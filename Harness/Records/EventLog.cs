using System.Text;
using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary><c>events.jsonl</c>: only ever appended to.</summary>
public sealed class EventLog : IDisposable
{
    const string DiscardedFileName = "events.discarded.jsonl";

    readonly string path;
    readonly FileStream stream;

    /// <summary>
    /// Opens the log at the length it had at the checkpoint (0 for a new start). Later lines, left by a worker that died, are moved to
    /// <c>events.discarded.jsonl</c>, because their work is repeated.
    /// </summary>
    public EventLog(RunFolder folder, long length)
    {
        path = folder.Events;
        FileStream? opened = null;
        RecordWriteException.Guard(path, () =>
        {
            // Unbuffered, because Dispose would try again to write what a full disk refused.
            opened = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            if (opened.Length > length) CutOff(opened, length, Path.Combine(folder.Path, DiscardedFileName));
            opened.Seek(0, SeekOrigin.End);
        });
        stream = opened!;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => stream.Length;

    /// <summary>Reads a log, even while a worker is writing it or after one died in the middle of a line.</summary>
    /// <param name="problems">Receives a line for each unreadable event, with file and line number.</param>
    /// <returns>Every readable event; none if there is no such file.</returns>
    /// <exception cref="RecordException">The file cannot be read.</exception>
    public static IReadOnlyList<EventRecord> Read(string path, ICollection<string> problems)
    {
        var events = new List<EventRecord>();
        foreach (var (i, line) in WholeLines(path).Index())
        {
            try
            {
                events.Add(RecordJson.Read<EventRecord>(line));
            }
            catch (JsonException e)
            {
                problems.Add($"{path}, line {i + 1}: {e.Message}");
            }
        }
        return events;
    }

    /// <summary>Appends an event and flushes it to the disk, so that it survives a power cut.</summary>
    public void Append(EventRecord record) => RecordWriteException.Guard(path, () =>
    {
        stream.Write(Encoding.UTF8.GetBytes(RecordJson.Write(record) + "\n"));
        stream.Flush(flushToDisk: true);
    });

    public void Dispose() => stream.Dispose();

    /// <summary>Text after the last line end is still being written, or was when the worker died.</summary>
    static string[] WholeLines(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var shared = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(shared);
            return reader.ReadToEnd().Split('\n')[..^1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordException($"{path} cannot be read: {e.Message}", e);
        }
    }

    static void CutOff(FileStream log, long length, string discarded)
    {
        log.Seek(length, SeekOrigin.Begin);
        using (var aside = new FileStream(discarded, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            log.CopyTo(aside);
            aside.WriteByte((byte)'\n'); // the cut piece may end in the middle of a line
            aside.Flush(flushToDisk: true);
        }
        log.SetLength(length);
    }
}
