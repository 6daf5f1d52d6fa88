namespace TorchSharp;

/// <summary>
/// What a dispose scope can own: tensors and packed sequences. The slot makes leaving a scope cost the same whatever it holds.
/// </summary>
interface IScoped : IDisposable
{
    /// <summary>The scope that will dispose this, if any.</summary>
    DisposeScope? OwningDisposeScope { get; set; }

    /// <summary>Where in the scope's list this is.</summary>
    int ScopeSlot { get; set; }

    /// <summary>The counters of this kind of thing on a thread.</summary>
    LifetimeStatistics CountersOf(ThreadDisposeScopeStatistics statistics);
}
