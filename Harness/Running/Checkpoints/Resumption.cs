namespace AdaShift.Bench.Running;

/// <summary>Opens a run at the newest checkpoint that is whole and fits. Others are set aside.</summary>
sealed class Resumption(RunFolder folder, Func<TrainingRun> open)
{
    readonly List<string> setAside = [];

    /// <summary>The checkpoint that the run continues from; null for the start.</summary>
    public CheckpointRecord? From { get; private set; }

    /// <summary>Which checkpoints could not be used, why, and what came of it; empty if all is well.</summary>
    public IEnumerable<string> Notes => setAside.Count == 0 ? []
        : [.. setAside, From is null ? "the run starts again" : $"the run goes on from step {From.Step}"];

    public TrainingRun Open() =>
        new CheckpointFolder(folder.Checkpoints).NewestFirst().Select(TryOpen).FirstOrDefault(run => run is not null) ?? open();

    /// <returns>Null if the checkpoint cannot be used.</returns>
    TrainingRun? TryOpen(string name)
    {
        if (TryRead(name) is not var (record, snapshot)) return null;
        using var read = snapshot;
        var run = open();
        try
        {
            run.Load(snapshot);
            From = record;
            return run;
        }
        catch (Exception e) // whatever a plug-in throws: the checkpoint has another shape or version
        {
            run.Dispose();
            if (Reason.IsOfTheMachine(e)) throw;
            SetAside(name, Reason.Message(e));
            return null;
        }
    }

    (CheckpointRecord, Snapshot)? TryRead(string name)
    {
        try
        {
            var (record, snapshot) = CheckpointFolder.Load(name);
            var length = File.Exists(folder.Events) ? new FileInfo(folder.Events).Length : 0;
            if (length >= record.EventsLength) return (record, snapshot);
            snapshot.Dispose();
            SetAside(name, $"{EventRecord.FileName} has {length} bytes, it had {record.EventsLength} when the checkpoint was taken");
        }
        catch (InvalidDataException e)
        {
            SetAside(name, e.Message);
        }
        return null;
    }

    void SetAside(string name, string reason)
    {
        CheckpointFolder.SetAside(name);
        setAside.Add($"the checkpoint {Path.GetFileName(name)} cannot be used: {reason.TrimEnd('.')}");
    }
}
