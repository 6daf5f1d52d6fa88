namespace AdaShift.Bench.Timing.Devices;

/// <summary>Waits for the device before it reads the clock, at both ends.</summary>
/// <param name="synchronize">Waits until the device has done all that it was given; nothing on the CPU.</param>
public sealed class SynchronizingTimer(Action synchronize, TimeProvider time) : IDeviceTimer
{
    long? started;

    public string Method => "synchronize";

    public void Start()
    {
        synchronize();
        started = time.GetTimestamp();
    }

    public TimeSpan Stop()
    {
        var start = started ?? throw new InvalidOperationException("Stop without Start.");
        started = null;
        synchronize();
        return time.GetElapsedTime(start);
    }

    public void Dispose() { }
}
