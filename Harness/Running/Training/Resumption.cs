namespace AdaShift.Bench.Running;

/// <summary>Looks for the newest checkpoint that is whole and fits, and says which ones it passed over and why.</summary>
sealed class Resumption(RunFolder folder, Func<TrainingRun> open)
{
    readonly List<string> passedOver = [];

    /// <returns>The run; the checkpoint it stands at, null for the start; and a note when a checkpoint could not be used.</returns>
    public (TrainingRun run, CheckpointRecord? from, string? note) Open()
    {
        foreach (var name in new CheckpointFolder(folder.Checkpoints).NewestFirst())
            if (TryOpenAt(name) is var (run, record)) return (run, record, Note($"goes on from step {record.Step}"));
        return (open(), null, Note("starts again"));
    }

    (TrainingRun, CheckpointRecord)? TryOpenAt(string name)
    {
        if (TryRead(name) is not var (record, snapshot)) return null;
        using (snapshot)
        {
            var run = open();
            try
            {
                run.Load(snapshot);
                return (run, record);
            }
            catch (Exception e)
            {
                run.Dispose();
                if (MachineTrouble.IsBehind(e)) throw;
                PassOver(name, Reason.Message(e)); // whatever a plug-in throws: it is of another shape or another version
                return null;
            }
        }
    }

    (CheckpointRecord, Snapshot)? TryRead(string name)
    {
        try
        {
            var (record, snapshot) = CheckpointFolder.Load(name);
            if (EventsLength >= record.EventsLength) return (record, snapshot);
            snapshot.Dispose();
            PassOver(name, $"{EventRecord.FileName} has {EventsLength} bytes, it had {record.EventsLength} when the checkpoint was taken");
        }
        catch (InvalidDataException e)
        {
            PassOver(name, e.Message);
        }
        return null;
    }

    long EventsLength
    {
        get
        {
            var file = new FileInfo(Path.Combine(folder.Path, EventRecord.FileName));
            return file.Exists ? file.Length : 0;
        }
    }

    void PassOver(string name, string reason)
    {
        CheckpointFolder.SetAside(name);
        passedOver.Add($"the checkpoint {Path.GetFileName(name)} cannot be used: {reason.TrimEnd('.')}");
    }

    string? Note(string outcome) => passedOver.Count == 0 ? null : $"{string.Join("; ", passedOver)}; the run {outcome}";
}
