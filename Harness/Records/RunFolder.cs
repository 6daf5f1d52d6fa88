using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>The files of one run, by their names. docs/records.md describes them.</summary>
public sealed class RunFolder(string path)
{
    /// <summary>What the workers wrote to their standard errors, below a header for each attempt.</summary>
    public const string ErrorLogFileName = "stderr.log";

    public string Path { get; } = path;

    public string ErrorLog => System.IO.Path.Combine(Path, ErrorLogFileName);

    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    string RecordPath => System.IO.Path.Combine(Path, RunRecord.FileName);

    string ResultPath => System.IO.Path.Combine(Path, ResultRecord.FileName);

    /// <exception cref="RecordException">There is no readable run.json.</exception>
    public RunRecord ReadRecord()
    {
        if (!File.Exists(RecordPath)) throw new RecordException($"'{Path}' is no run: it has no {RunRecord.FileName}.");
        try
        {
            return RecordJson.ReadRun(File.ReadAllText(RecordPath));
        }
        catch (JsonException e)
        {
            throw new RecordException($"{RecordPath} is not a readable record: {e.Message}", e);
        }
    }

    /// <returns>Null when the run has not begun, or its run.json cannot be read.</returns>
    public RunRecord? TryReadRecord()
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
    public bool IsOf(RunSpec spec) => TryReadRecord() is { } record && RecordJson.Write(record.Run) == RecordJson.Write(spec);

    public void Write(RunRecord record) => AtomicFile.Text(RecordPath, RecordJson.Write(record) + "\n");

    /// <returns>Null when the run is not done, or when what is there cannot be read.</returns>
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

    public void Write(ResultRecord result) => AtomicFile.Text(ResultPath, RecordJson.Write(result) + "\n");

    /// <summary>Before another attempt: the old result is kept as <c>result.previous.json</c>.</summary>
    public void SetResultAside() => SetAside(ResultPath, "result.previous.json");

    /// <summary>For a run.json that cannot be read: kept under another name.</summary>
    public void SetRecordAside() => SetAside(RecordPath, "run.unreadable.json");

    void SetAside(string file, string name)
    {
        if (File.Exists(file))
            RecordWriteException.Guard(file, () => File.Move(file, System.IO.Path.Combine(Path, name), overwrite: true));
    }

    /// <summary>Writes artefacts of an evaluation, each whole or not at all.</summary>
    public void Write(long step, IReadOnlyList<Artefact> artefacts)
    {
        if (artefacts.Count == 0) return;
        var folder = RecordedRun.ArtefactFolder(Path, step);
        RecordWriteException.Guard(folder, () => Directory.CreateDirectory(folder));
        foreach (var artefact in artefacts) AtomicFile.Bytes(System.IO.Path.Combine(folder, artefact.Name), artefact.Content);
    }
}
