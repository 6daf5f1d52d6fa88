using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>What an evaluation must not change: torch's default generator and every module's train/eval mode.</summary>
/// <remarks>
/// TorchSharp gives no access to the state of a GPU's generator. There, each training step is seeded from its number instead, so that no
/// state has to be restored.
/// </remarks>
static class TrainingConditions
{
    /// <returns>Restores everything when disposed.</returns>
    public static IDisposable Hold(Trial trial)
    {
        var modes = trial.Modules.SelectMany(m => m.modules().Prepend(m)).Select(m => (module: m, m.training)).ToList();
        var random = get_rng_state().DetachFromDisposeScope();
        return new Restoring(() =>
        {
            // Parents come first, so that their children's own modes are set last.
            foreach (var (module, training) in modes)
                if (module.training != training) module.train(training);
            set_rng_state(random);
            random.Dispose();
        });
    }

    /// <param name="step">The next one, counted from 1.</param>
    public static void SeedStep(RunContext context, long step)
    {
        if (context.Device.type != DeviceType.CPU) manual_seed(context.SeedFor(FormattableString.Invariant($"step {step}"))).Dispose();
    }

    public static void SaveRandomState(Snapshot to)
    {
        using var state = get_rng_state();
        to.Put("cpu", state);
    }

    public static void LoadRandomState(Snapshot from) => set_rng_state(from.GetTensor("cpu"));

    sealed class Restoring(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
