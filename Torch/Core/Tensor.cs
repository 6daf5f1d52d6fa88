using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A libtorch tensor. It owns one reference to the native tensor and gives it back when disposed, by hand, by its
    /// <see cref="DisposeScope"/>, or, as a last resort, by its finalizer.
    /// </summary>
    public partial class Tensor : IDisposable, IScoped
    {
        static long s_total;
        static long s_peak;
        nint _handle;
        DisposeScope? _scope;
        int _slot;

        /// <summary>Takes over one reference to a native tensor.</summary>
        /// <exception cref="InvalidOperationException">The handle is null: libtorch had no tensor to return.</exception>
        internal Tensor(nint handle)
        {
            if (handle == 0)
                ThrowNoTensor();
            _handle = handle;
            var total = Interlocked.Increment(ref s_total);
            if (total > s_peak)
                s_peak = total;                             // a race may lose a tick of a statistic
            DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Living tensor objects of the process.</summary>
        public static long TotalCount => Volatile.Read(ref s_total);

        /// <summary>The most tensor objects that lived at once.</summary>
        public static long PeakCount => Volatile.Read(ref s_peak);

        /// <summary>A name for people: shown in errors and printouts.</summary>
        public string? name { get; set; }

        /// <summary>libtorch's address of the tensor; the same for every object that refers to it.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var handle = _handle;
                if (handle == 0)
                    ThrowDisposed();
                return handle;
            }
        }

        /// <summary>Disposed, or handed away.</summary>
        public bool IsInvalid => _handle == 0;

        DisposeScope? IScoped.OwningDisposeScope { get => _scope; set => _scope = value; }

        int IScoped.ScopeSlot { get => _slot; set => _slot = value; }

        LifetimeStatistics IScoped.CountersOf(ThreadDisposeScopeStatistics statistics) => statistics.TensorStatistics;

        internal DisposeScope? OwningDisposeScope => _scope;

        /// <summary>Gives the native tensor back; a second time does nothing.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            Leave(disposing);
            Native.ats_release(handle);
        }

        /// <summary>Hands the native reference to the caller; this object is then as disposed.</summary>
        public nint DecoupleFromNativeHandle()
        {
            var handle = Handle;
            _handle = 0;
            Leave(true);
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Hands the tensor to the enclosing dispose scope: the way to return one from a scope.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            _scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all dispose scopes.</summary>
        public Tensor DetachFromDisposeScope()
        {
            _scope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor into the scope of another one.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other._scope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (_scope is null)
                other?.Attach(this);
            else
                _scope.MoveToOther(other, this);
            return this;
        }

        /// <summary>A second object for the same native tensor, to be disposed on its own.</summary>
        public Tensor alias() => new(Kept(Native.ats_share(Handle)));

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>
        /// The same object: elementwise comparison is <see cref="eq(Tensor)"/>, equality of contents <see cref="Equals(Tensor)"/>.
        /// </summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <summary>What a native call on this tensor gave; until then, no finalizer gives the tensor back.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        T Kept<T>(T result)
        {
            GC.KeepAlive(this);
            return result;
        }

        void Leave(bool disposing)
        {
            Interlocked.Decrement(ref s_total);
            if (disposing)
                DisposeScopeManager.ThreadSingleton.Disposing(this);
        }

        static void ThrowNoTensor() => throw new InvalidOperationException("libtorch returned no tensor where one was due");

        void ThrowDisposed() => throw new ObjectDisposedException(name is null ? "Tensor" : $"Tensor '{name}'");
    }
}
