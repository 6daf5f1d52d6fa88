namespace AdaShift.Bench.Timing.Devices;

/// <summary>Times work on a device: how long it took there, not how long handing it over took.</summary>
public interface IDeviceTimer : IDisposable
{
    /// <summary>"cuda events" or "synchronize".</summary>
    string Method { get; }

    void Start();

    /// <summary>The time since <see cref="Start"/>, once the device is done.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    TimeSpan Stop();
}
