namespace AdaShift.Bench.Records;

/// <summary>Replaces a file so that either the old or the new content is whole at any moment, even when the machine dies.</summary>
public static class AtomicFile
{
    /// <exception cref="RecordWriteException">The old file, if there was one, is untouched.</exception>
    public static void Text(string path, string text) => Bytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Text"/>
    public static void Bytes(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <inheritdoc cref="Text"/>
    public static void Write(string path, Action<FileStream> content) => RecordWriteException.Guard(path, () =>
    {
        var aside = path + ".tmp";
        try
        {
            using (var stream = new FileStream(aside, FileMode.Create, FileAccess.ReadWrite, FileShare.Read))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    });
}
