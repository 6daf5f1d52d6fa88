namespace AdaShift.Bench.Running;

/// <summary>Opens a run at the newest checkpoint that is whole and fits. Others are set aside.</summary>
sealed class Resumption(RunFolder folder, Func<TrainingRun> open)
{
    readonly List<string> setAside = [];

    /// <summary>The checkpoint that the run continues from; null for the start.</summary>
    public Checkpoint? From { get; private set; }

    /// <summary>Which checkpoints could not be used, why, and what came of it; empty if all is well.</summary>
    public IEnumerable<string> Notes => setAside.Count == 0 ? []
        : [.. setAside, From is null ? "the run starts again" : $"the run continues from step {From.Step}"];

    public TrainingRun Open() =>
        new CheckpointFolder(folder.Checkpoints).NewestFirst().Select(TryOpen).FirstOrDefault(run => run is not null) ?? open();

    /// <returns>Null if the checkpoint cannot be used.</returns>
    TrainingRun? TryOpen(string file)
    {
        if (TryRead(file) is not var (checkpoint, snapshot)) return null;
        using var read = snapshot;
        var run = open();
        try
        {
            run.Load(snapshot);
            From = checkpoint;
            return run;
        }
        catch (Exception e) // whatever a plug-in throws: the checkpoint has another shape or version
        {
            run.Dispose();
            if (Reason.IsOfTheMachine(e)) throw;
            SetAside(file, Reason.Message(e));
            return null;
        }
    }

    (Checkpoint, Snapshot)? TryRead(string file)
    {
        try
        {
            var (checkpoint, snapshot) = CheckpointFolder.Load(file);
            var length = File.Exists(folder.Events) ? new FileInfo(folder.Events).Length : 0;
            if (length >= checkpoint.EventsLength) return (checkpoint, snapshot);
            snapshot.Dispose();
            SetAside(file, $"{EventRecord.FileName} has {length} bytes, fewer than the {checkpoint.EventsLength} when it was saved");
        }
        catch (InvalidDataException e)
        {
            SetAside(file, e.Message);
        }
        return null;
    }

    void SetAside(string file, string reason)
    {
        CheckpointFolder.SetAside(file);
        setAside.Add($"the checkpoint {Path.GetFileNameWithoutExtension(file)} cannot be used: {reason.TrimEnd('.')}");
    }
}
