namespace AdaShift.Bench.Testing;

/// <summary>A clock that moves only when told to.</summary>
public sealed class FakeTime : TimeProvider
{
    DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public void Advance(double seconds) => now += TimeSpan.FromSeconds(seconds);
}
