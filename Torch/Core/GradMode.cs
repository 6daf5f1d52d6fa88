using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Records gradients or not, on this thread, until disposed. Never await inside: the rest may run on another thread.
/// </summary>
public sealed class AutoGradMode : IDisposable
{
    readonly bool _before = IsEnabled;
    bool _ended;

    public AutoGradMode(bool enabled) => Native.ats_set_grad_mode(enabled ? 1 : 0);

    public static bool IsEnabled => Native.ats_grad_mode() != 0;

    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        Native.ats_set_grad_mode(_before ? 1 : 0);
    }
}

/// <summary>Inference mode on this thread until disposed: no graph, no version counters.</summary>
public sealed class InferenceMode(bool mode) : IDisposable
{
    nint _guard = Native.ats_inference_guard(mode ? 1 : 0);

    public static bool IsEnabled => Native.ats_inference_mode() != 0;

    public void Dispose()
    {
        var guard = Interlocked.Exchange(ref _guard, 0);
        if (guard != 0)
            Native.ats_inference_release(guard);
    }
}

/// <summary>Checks gradients for NaN and says which forward operation they came from, until disposed. Slow.</summary>
public sealed class AnomalyMode : IDisposable
{
    readonly bool _before = IsEnabled;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.ats_set_anomaly_mode(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => Native.ats_anomaly_mode() != 0;

    public void Dispose() => Native.ats_set_anomaly_mode(_before ? 1 : 0, 1);
}

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => InferenceMode.IsEnabled;
}
