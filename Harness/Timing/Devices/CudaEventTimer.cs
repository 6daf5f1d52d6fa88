namespace AdaShift.Bench.Timing.Devices;

/// <summary>Two events in the default stream, which libtorch works in: the device's own clock, whatever the CPU does meanwhile.</summary>
/// <remarks>The device must be the current one of this thread, as it is after a tensor was made on it.</remarks>
public sealed class CudaEventTimer(ICudaEvents cuda) : IDeviceTimer
{
    nint started;

    public string Method => "cuda events";

    public void Start()
    {
        Dispose();
        started = cuda.Record();
    }

    public TimeSpan Stop()
    {
        if (started == 0) throw new InvalidOperationException("Stop without Start.");
        var ended = cuda.Record();
        try
        {
            return TimeSpan.FromMilliseconds(cuda.Milliseconds(started, ended));
        }
        finally
        {
            cuda.Release(ended);
            Dispose();
        }
    }

    public void Dispose()
    {
        if (started != 0) cuda.Release(started);
        started = 0;
    }
}

/// <summary>Events of a CUDA device, by handle.</summary>
public interface ICudaEvents
{
    /// <summary>A new event at the end of what the device was given so far.</summary>
    nint Record();

    /// <summary>Between two events; waits for the second.</summary>
    float Milliseconds(nint start, nint end);

    void Release(nint handle);
}
