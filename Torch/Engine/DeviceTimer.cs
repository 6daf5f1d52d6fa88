using TorchSharp;

namespace AdaShift.Bench.Torch;

/// <summary>Times work on a device: what it took there, not how long handing it over took.</summary>
public interface IDeviceTimer : IDisposable
{
    /// <summary>"cuda events" or "synchronize".</summary>
    string Method { get; }

    void Start();

    /// <summary>The time since <see cref="Start"/>, once the device is done.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    TimeSpan Stop();
}

/// <summary>Waits for the device before it reads the clock, at both ends. On the CPU there is nothing to wait for.</summary>
public sealed class SynchronizingTimer(torch.Device device, TimeProvider time) : IDeviceTimer
{
    long? _start;

    public string Method => "synchronize";

    public void Start()
    {
        Engine.Synchronize(device);
        _start = time.GetTimestamp();
    }

    public TimeSpan Stop()
    {
        var start = _start ?? throw new InvalidOperationException("Stop without Start");
        _start = null;
        Engine.Synchronize(device);
        return time.GetElapsedTime(start);
    }

    public void Dispose()
    {
    }
}
