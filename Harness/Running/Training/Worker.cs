using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>Runs one run in this process, from its newest usable checkpoint if there is one.</summary>
public sealed class Worker(PluginCatalog catalog, WorkerSettings settings, TimeProvider time, IWorkerObserver observer)
{
    /// <param name="path">The run's folder, with its run.json.</param>
    /// <param name="stop">Asks for a checkpoint after the current step, and to leave.</param>
    /// <exception cref="RecordWriteException">The disk is full or the folder read-only. Running again goes on.</exception>
    /// <remarks>What a plug-in throws passes through.</remarks>
    public RunEnd Run(string path, CancellationToken stop)
    {
        var folder = new RunFolder(path);
        var record = folder.ReadRecord();
        LibTorch.Prepare(record.Run.Device);
        using var held = FolderLock.Take(path, settings.LockPatience);
        set_num_threads(record.Environment.Threads);
        using var session = RunSession.Open(folder, record, catalog, settings, time, observer);
        return new TrainingLoop(session, settings, time, observer).Run(stop);
    }
}
