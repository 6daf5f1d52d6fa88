namespace AdaShift.Bench.Datasets;

/// <summary>Fills a buffer on a dedicated thread.</summary>
/// <remarks>
/// The thread allocates nothing, so it never starts a garbage collection, which could free a <c>Scalar</c> that libtorch is reading on
/// another thread: TorchSharp 0.107 does not keep an operator's scalars alive (docs/engine.md, pitfalls).
/// </remarks>
sealed class PictureThread : IDisposable
{
    readonly Action<long, long[], float[]> fill;
    readonly SemaphoreSlim started = new(0), filled = new(0);
    readonly Thread thread;
    float[] buffer = [];
    long[] rows = [];
    long epoch;
    Exception? failure;
    volatile bool ended;

    /// <param name="fill">Fills the buffer with the rows of an epoch; must not allocate.</param>
    public PictureThread(Action<long, long[], float[]> fill)
    {
        this.fill = fill;
        thread = new(Run) { IsBackground = true, Name = "pictures" };
        thread.Start();
    }

    /// <summary>Begins to fill the buffer. <see cref="Wait"/> comes before the next call.</summary>
    /// <param name="length">Numbers that the rows take.</param>
    public void Start(long epoch, long[] rows, int length)
    {
        if (buffer.Length != length) buffer = GC.AllocateUninitializedArray<float>(length);
        (this.epoch, this.rows) = (epoch, rows);
        started.Release();
    }

    /// <returns>The filled buffer; it is filled again by the next <see cref="Start"/>.</returns>
    public float[] Wait()
    {
        filled.Wait();
        return failure is null ? buffer
            : throw new InvalidOperationException($"Pictures could not be prepared: {failure.Message}", failure);
    }

    /// <summary>Waits for the thread, which may be reading the pictures.</summary>
    public void Dispose()
    {
        ended = true;
        started.Release();
        thread.Join();
        started.Dispose();
        filled.Dispose();
    }

    void Run()
    {
        while (true)
        {
            started.Wait();
            if (ended) return;
            try
            {
                fill(epoch, rows, buffer);
            }
            catch (Exception e)
            {
                failure = e;
            }

            filled.Release();
        }
    }
}
