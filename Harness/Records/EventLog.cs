using System.Text;

namespace AdaShift.Bench.Records;

/// <summary>Appends to <c>events.jsonl</c>.</summary>
public sealed class EventLog : IDisposable
{
    const string DiscardedFileName = "events.discarded.jsonl";

    readonly string path;
    readonly FileStream stream;

    EventLog(string path, FileStream stream) => (this.path, this.stream) = (path, stream);

    /// <summary>Bytes so far.</summary>
    public long Length => stream.Length;

    /// <summary>
    /// Opens the log at the length it had when the checkpoint was taken (0 for a new start). What a dead worker wrote after that will be
    /// done again; its lines are kept in <c>events.discarded.jsonl</c>.
    /// </summary>
    public static EventLog OpenAt(string runFolder, long length)
    {
        var file = Path.Combine(runFolder, EventRecord.FileName);
        FileStream? opened = null;
        RecordWriteException.Guard(file, () =>
        {
            // No buffer: what a full disk refused must not be tried again on the way out.
            opened = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            if (opened.Length > length) CutOff(opened, length, Path.Combine(runFolder, DiscardedFileName));
            opened.Seek(0, SeekOrigin.End);
        });
        return new(file, opened!);
    }

    /// <summary>Flushes to the disk, so that the event outlives a power cut.</summary>
    public void Append(EventRecord record) => RecordWriteException.Guard(path, () =>
    {
        stream.Write(Encoding.UTF8.GetBytes(RecordJson.Write(record) + "\n"));
        stream.Flush(flushToDisk: true);
    });

    public void Dispose() => stream.Dispose();

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
