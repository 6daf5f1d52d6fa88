namespace TorchSharp;

/// <summary>The dispose scopes of a thread, innermost first, and what they have seen.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic]
    static DisposeScopeManager? s_thread;

    DisposeScopeManager()
    {
    }

    internal static DisposeScopeManager ThreadSingleton => s_thread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    /// <summary>The counters of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    /// <summary>Gives a new tensor or packed sequence to the innermost scope of the thread.</summary>
    internal void Register(IScoped item)
    {
        var counters = item.CountersOf(StatisticsInstance);
        if (CurrentDisposeScope is { } scope)
        {
            counters.CreatedInScopeCount++;
            scope.Add(item);
        }
        else
        {
            counters.CreatedOutsideScopeCount++;
        }
    }

    /// <summary>Counts a disposal and takes the thing out of its scope.</summary>
    internal void Disposing(IScoped item)
    {
        var counters = item.CountersOf(StatisticsInstance);
        if (item.OwningDisposeScope is { } scope)
        {
            counters.DisposedInScopeCount++;
            scope.Remove(item);
        }
        else
        {
            counters.DisposedOutsideScopeCount++;
        }
    }

    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this);

    /// <summary>Unlinks an ended scope, innermost or not.</summary>
    internal void RemoveDisposeScope(DisposeScope ended)
    {
        if (CurrentDisposeScope == ended)
        {
            CurrentDisposeScope = ended.OuterScope;
            return;
        }
        for (var scope = CurrentDisposeScope; scope is not null; scope = scope.OuterScope)
        {
            if (scope.OuterScope == ended)
                scope.OuterScope = ended.OuterScope;
        }
    }
}

public static partial class torch
{
    /// <summary>Opens a scope that disposes the tensors created on this thread until it ends.</summary>
    /// <example><code>
    /// using var scope = torch.NewDisposeScope();
    /// return model.call(x).mean().MoveToOuterDisposeScope();
    /// </code></example>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>The innermost scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Evaluates an expression in a scope of its own; only its value survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
