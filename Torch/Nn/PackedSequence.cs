namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static partial class rnn
            {
                /// <summary>Sequences of different lengths without padding, longest first, time step after time step.</summary>
                public sealed class PackedSequence : IDisposable, IScoped
                {
                    DisposeScope? _scope;
                    int _slot;

                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices)
                    {
                        this.data = data.DetachFromDisposeScope();
                        this.batch_sizes = batch_sizes.DetachFromDisposeScope();
                        this.sorted_indices = sorted_indices?.DetachFromDisposeScope();
                        this.unsorted_indices = unsorted_indices?.DetachFromDisposeScope();
                        DisposeScopeManager.ThreadSingleton.Register(this);
                    }

                    /// <summary>[Σ lengths, …]: all sequences' first elements, then all second ones, ….</summary>
                    public Tensor data { get; }

                    /// <summary>How many sequences reach each time step: int64 [T], on the CPU.</summary>
                    public Tensor batch_sizes { get; }

                    /// <summary>Where each sequence, longest first, was in the batch; null if it was sorted.</summary>
                    public Tensor? sorted_indices { get; }

                    /// <summary>Where each sequence of the batch is now; null if it was sorted.</summary>
                    public Tensor? unsorted_indices { get; }

                    internal bool IsInvalid { get; private set; }

                    DisposeScope? IScoped.OwningDisposeScope { get => _scope; set => _scope = value; }

                    int IScoped.ScopeSlot { get => _slot; set => _slot = value; }

                    LifetimeStatistics IScoped.CountersOf(ThreadDisposeScopeStatistics statistics) => statistics.PackedSequenceStatistics;

                    public void Dispose()
                    {
                        if (IsInvalid) return;
                        IsInvalid = true;
                        DisposeScopeManager.ThreadSingleton.Disposing(this);
                        data.Dispose();
                        batch_sizes.Dispose();
                        sorted_indices?.Dispose();
                        unsorted_indices?.Dispose();
                    }

                    public PackedSequence MoveToOuterDisposeScope()
                    {
                        _scope?.MoveToOuter(this);
                        return this;
                    }

                    public PackedSequence DetachFromDisposeScope()
                    {
                        _scope?.Detach(this);
                        return this;
                    }

                    /// <summary>The same packing of other data.</summary>
                    internal PackedSequence With(Tensor data) =>
                        new(data, batch_sizes.alias(), sorted_indices?.alias(), unsorted_indices?.alias());

                    /// <summary>Puts states [layers, B, hidden] from longest first into the batch's order.</summary>
                    internal Tensor Unsort(Tensor states)
                    {
                        if (unsorted_indices is null) return states;
                        using (states) return states.index_select(1, unsorted_indices);
                    }
                }
            }
        }
    }
}
