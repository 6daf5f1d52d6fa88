using System.Text.Json;
using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>The files of one cell, by their names. docs/records.md describes them.</summary>
public sealed class CellFolder(string path)
{
    /// <summary>What the workers wrote to their standard errors, below a header for each attempt.</summary>
    public const string ErrorLogFileName = "stderr.log";

    public string Path { get; } = path;

    public string ErrorLog => System.IO.Path.Combine(Path, ErrorLogFileName);

    internal CheckpointFolder Checkpoints => new(System.IO.Path.Combine(Path, "checkpoints"));

    string RecordPath => System.IO.Path.Combine(Path, CellRecord.FileName);

    string ResultPath => System.IO.Path.Combine(Path, ResultRecord.FileName);

    /// <exception cref="RecordException">There is no readable cell.json.</exception>
    public CellRecord ReadRecord()
    {
        if (!File.Exists(RecordPath)) throw new RecordException($"'{Path}' is no cell: it has no {CellRecord.FileName}.");
        try
        {
            return RecordJson.ReadCell(File.ReadAllText(RecordPath));
        }
        catch (JsonException e)
        {
            throw new RecordException($"{RecordPath} is not a readable record: {e.Message}", e);
        }
    }

    /// <returns>Null when the cell has not begun, or its cell.json cannot be read.</returns>
    public CellRecord? TryReadRecord()
    {
        try
        {
            return ReadRecord();
        }
        catch (RecordException)
        {
            return null;
        }
    }

    /// <summary>Whether it was begun as just this work.</summary>
    public bool IsOf(CellSpec spec) => TryReadRecord() is { } record && RecordJson.Write(record.Cell) == RecordJson.Write(spec);

    public void Write(CellRecord record) => WriteAside.Text(RecordPath, RecordJson.Write(record) + "\n");

    /// <returns>Null when the cell is not done, or when what is there cannot be read.</returns>
    public ResultRecord? ReadResult()
    {
        try
        {
            return File.Exists(ResultPath) ? RecordJson.ReadResult(File.ReadAllText(ResultPath)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether there is a result, readable or not.</summary>
    public bool HasResult => File.Exists(ResultPath);

    public void Write(ResultRecord result) => WriteAside.Text(ResultPath, RecordJson.Write(result) + "\n");

    /// <summary>Before another attempt: the old result is kept as <c>result.previous.json</c>.</summary>
    public void SetResultAside() => SetAside(ResultPath, "result.previous.json");

    /// <summary>For a cell.json that cannot be read: kept under another name.</summary>
    public void SetRecordAside() => SetAside(RecordPath, "cell.unreadable.json");

    void SetAside(string file, string name)
    {
        if (File.Exists(file))
            RecordWriteException.Guard(file, () => File.Move(file, System.IO.Path.Combine(Path, name), overwrite: true));
    }

    /// <summary>Writes artefacts of an evaluation, each whole or not at all.</summary>
    internal void Write(long step, IReadOnlyList<Artefact> artefacts)
    {
        if (artefacts.Count == 0) return;
        var folder = RecordedCell.ArtefactFolder(Path, step);
        RecordWriteException.Guard(folder, () => Directory.CreateDirectory(folder));
        foreach (var artefact in artefacts) WriteAside.Bytes(System.IO.Path.Combine(folder, artefact.Name), artefact.Content);
    }
}
