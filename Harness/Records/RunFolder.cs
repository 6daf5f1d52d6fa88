namespace AdaShift.Bench.Records;

/// <summary>The files of one run. docs/records.md describes them.</summary>
public sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>The standard error of each worker, under a header for each attempt.</summary>
    public string ErrorLog => InFolder("stderr.log");

    public string Checkpoints => InFolder("checkpoints");

    public string Events => InFolder(EventRecord.FileName);

    string RecordPath => InFolder(RunRecord.FileName);

    string ResultPath => InFolder(ResultRecord.FileName);

    /// <returns>Null if the run has not begun, or its run.json is damaged or of another version.</returns>
    /// <exception cref="RecordException">The disk cannot be read.</exception>
    public RunRecord? ReadRecord() => Read<RunRecord>(RecordPath);

    /// <returns>Like <see cref="ReadRecord"/>; null also if the folder was begun for other work.</returns>
    public RunRecord? ReadRecordOf(RunSpec spec) =>
        ReadRecord() is { } record && RecordJson.Write(record.Run) == RecordJson.Write(spec) ? record : null;

    /// <returns>Null if the run has not ended, or its result.json is damaged or of another version.</returns>
    /// <inheritdoc cref="ReadRecord" path="/exception"/>
    public ResultRecord? ReadResult() => Read<ResultRecord>(ResultPath);

    /// <summary>Whether there is a result, readable or not.</summary>
    public bool HasResult => File.Exists(ResultPath);

    /// <summary>Everything in the folder, as far as it can be read.</summary>
    public RecordedRun ReadAll(RunSpec spec)
    {
        var problems = new List<string>();
        return new(
            Path, spec, Try(() => RecordJson.ReadFile<RunRecord>(RecordPath), problems),
            Try(() => EventLog.Read(Events, problems), problems) ?? [],
            Try(() => RecordJson.ReadFile<ResultRecord>(ResultPath), problems), problems);
    }

    public void Write(RunRecord record) => AtomicFile.Text(RecordPath, RecordJson.Write(record) + "\n");

    public void Write(ResultRecord result) => AtomicFile.Text(ResultPath, RecordJson.Write(result) + "\n");

    /// <summary>Writes an evaluation's artefacts, each whole or not at all.</summary>
    public void Write(long step, IReadOnlyList<Artefact> artefacts)
    {
        if (artefacts.Count == 0) return;
        var folder = RecordedRun.ArtefactFolder(Path, step);
        RecordWriteException.Guard(folder, () => Directory.CreateDirectory(folder));
        foreach (var artefact in artefacts) AtomicFile.Bytes(System.IO.Path.Combine(folder, artefact.Name), artefact.Content);
    }

    /// <summary>Renames the old result to <c>result.previous.json</c> before another attempt.</summary>
    public void SetResultAside() => SetAside(ResultPath, "result.previous.json");

    /// <summary>Renames a run.json that cannot be used.</summary>
    public void SetRecordAside() => SetAside(RecordPath, "run.unreadable.json");

    void SetAside(string file, string name)
    {
        if (File.Exists(file)) RecordWriteException.Guard(file, () => File.Move(file, InFolder(name), overwrite: true));
    }

    string InFolder(string name) => System.IO.Path.Combine(Path, name);

    static T? Read<T>(string file)
        where T : class
    {
        try
        {
            return RecordJson.ReadFile<T>(file);
        }
        catch (RecordException e) when (!e.IsOfDisk)
        {
            return null;
        }
    }

    static T? Try<T>(Func<T?> read, List<string> problems)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RecordException e)
        {
            problems.Add(e.IsDamage ? $"{e.Message} Repeat its command to write it again." : e.Message);
            return null;
        }
    }
}
