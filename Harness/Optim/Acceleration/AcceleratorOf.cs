using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <inheritdoc/>
/// <remarks>
/// Work is cut into blocks that do not depend on the number of threads, so neither do the results. A constructor takes the rule alone.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TState">The rule's state.</typeparam>
/// <typeparam name="TKernel">The step of one parameter.</typeparam>
public abstract unsafe class Accelerator<T, TState, TKernel> : Accelerator
    where T : unmanaged, IFloatingPointIeee754<T>
    where TState : RuleState
    where TKernel : struct, IKernel<T>
{
    /// <summary>Elements: small enough to share the work of one large tensor evenly, large enough to hide what a block costs.</summary>
    protected const int BlockLength = 16_384;

    /// <summary>Fewer elements are not worth waking other threads.</summary>
    const long Alone = 2 * BlockLength;

    static readonly ScalarType type = typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;

    /// <summary>Arrays of a parameter whose addresses are kept.</summary>
    const int Remembered = 4;

    TKernel[] kernels = [];
    (Tensor? Tensor, nint Address)[] addresses = [];
    Job[] work = [];
    (int Job, long From)[] blocks = [];
    (double Largest, double Squares, bool NotFinite)[] found = [];

    /// <summary>The step of one parameter: moves its state's counters on, names its arrays in <paramref name="job"/>.</summary>
    protected abstract TKernel Begin(TState state, ref Job job);

    /// <summary>Called before any <see cref="Begin"/>, for rules that look across elements or parameters first.</summary>
    protected virtual void BeginStep(Span<Job> jobs, RuleState? shared) { }

    /// <summary>Called after the pass, with what the kernels noted.</summary>
    protected virtual void EndStep(ReadOnlySpan<Job> jobs) { }

    /// <summary>The address of a tensor's elements, remembered for the parameter's next step.</summary>
    /// <param name="name">For the error message.</param>
    /// <exception cref="InvalidOperationException">
    /// The tensor is not what the step takes. No θ has moved; the states of the parameters before it are in the middle of a step: load
    /// them again before you go on.
    /// </exception>
    protected nint Address(Tensor tensor, string name, ref Job job)
    {
        var at = (job.Index * Remembered) + (job.Asked++ % Remembered);
        if (at >= addresses.Length) Array.Resize(ref addresses, Math.Max(2 * addresses.Length, at + 1));
        ref var known = ref addresses[at];
        if (!ReferenceEquals(known.Tensor, tensor)) known = (tensor, Find(tensor, name, job.Length));
        return known.Address;
    }

    static nint Find(Tensor tensor, string name, long length)
    {
        var handle = tensor.Handle;
        if (TensorMemory.Length(handle) == length && TensorMemory.Fits(handle, type)) return TensorMemory.Data(handle);
        throw new InvalidOperationException(
            $"An accelerated step takes {name} as {length} contiguous elements of {type} on the CPU; " +
            $"it is {tensor.Shape()} {tensor.dtype} on {tensor.device}.");
    }

    /// <summary>The number in a 0-dimensional tensor.</summary>
    protected static ref T Number(Tensor scalar)
    {
        var handle = scalar.Handle;
        if (TensorMemory.Length(handle) != 1 || !TensorMemory.Fits(handle, type))
            throw new InvalidOperationException($"An accelerated step takes one number of {type}; it is {scalar.Shape()} {scalar.dtype}.");
        return ref *(T*)TensorMemory.Data(handle);
    }

    protected static TState StateOf(ref readonly Job job) => (TState)job.State;

    /// <summary>Takes tensors that a step put into a state out of the dispose scope around it.</summary>
    protected static void Keep(RuleState state) => state.Keep();

    /// <summary>A rule's number in the type of the tensors.</summary>
    protected static T Of(double value) => T.CreateSaturating(value);

    internal sealed override void Step(Span<Job> jobs, RuleState? shared)
    {
        if (kernels.Length < jobs.Length) Array.Resize(ref kernels, jobs.Length);
        BeginStep(jobs, shared);
        for (var i = 0; i < jobs.Length; i++)
        {
            (jobs[i].Largest, jobs[i].Squares) = (0, 0);
            kernels[i] = Begin((TState)jobs[i].State, ref jobs[i]);
        }

        if (jobs.Length == 1 && jobs[0].Length <= BlockLength) RunOne(ref jobs[0]);
        else RunAll(jobs);
        EndStep(jobs);
    }

    void RunOne(ref Job job)
    {
        var kernel = kernels[0];
        var (largest, squares) = (0.0, 0.0);
        job.NotFinite |= Run(ref kernel, ref job, 0, job.Length);
        kernel.Note(ref largest, ref squares);
        (job.Largest, job.Squares) = (largest, squares);
    }

    void RunAll(Span<Job> jobs)
    {
        if (work.Length < jobs.Length) work = new Job[jobs.Length];
        jobs.CopyTo(work); // other threads cannot see the span
        var count = Cut(jobs, out var elements);
        if (elements <= Alone || get_num_threads() == 1) RunBlocks(0, count);
        else RunOnThreads(count);
        for (var i = 0; i < count; i++)
        {
            ref var job = ref jobs[blocks[i].Job];
            job.Largest = Math.Max(job.Largest, found[i].Largest);
            job.Squares += found[i].Squares;
            job.NotFinite |= found[i].NotFinite;
        }
    }

    /// <returns>The number of blocks.</returns>
    int Cut(ReadOnlySpan<Job> jobs, out long elements)
    {
        var count = 0;
        elements = 0;
        for (var i = 0; i < jobs.Length; i++)
        {
            elements += jobs[i].Length;
            for (long from = 0; from < jobs[i].Length; from += BlockLength)
            {
                if (count == blocks.Length)
                {
                    Array.Resize(ref blocks, Math.Max(16, 2 * count));
                    Array.Resize(ref found, blocks.Length);
                }

                blocks[count++] = (i, from);
            }
        }

        return count;
    }

    private protected sealed override void RunBlocks(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var (index, begin) = blocks[i];
            var kernel = kernels[index];
            ref var result = ref found[i];
            result = default;
            result.NotFinite = Run(ref kernel, ref work[index], begin, Math.Min(begin + BlockLength, work[index].Length));
            kernel.Note(ref result.Largest, ref result.Squares);
        }
    }

    /// <returns>Whether a gradient, a θ or an element of the state is not finite now.</returns>
    static bool Run(ref TKernel stepping, ref Job job, long from, long to)
    {
        var kernel = stepping; // a local that lives in registers
        T* theta = (T*)job.ThetaAddress, grad = (T*)job.Grad, delta = (T*)job.Delta;
        T* a = (T*)job.A, b = (T*)job.B, c = (T*)job.C, d = (T*)job.D;
        var factor = T.CreateSaturating(job.Factor);
        var poison = Vector512<T>.Zero; // stays 0 as long as all is finite
        var i = from;
        for (; i <= to - Vector512<T>.Count; i += Vector512<T>.Count)
            StepVector(ref kernel, theta + i, grad + i, At(delta, i), At(a, i), At(b, i), At(c, i), At(d, i), factor, ref poison);
        stepping = kernel;
        var isPoisoned = !Vector512.EqualsAll(poison, Vector512<T>.Zero);
        return (i < to && RunRest(ref stepping, ref job, i, (int)(to - i))) || isPoisoned;
    }

    /// <summary>Fewer elements than a vector has: padded with zeros on the stack.</summary>
    static bool RunRest(ref TKernel kernel, ref Job job, long at, int count)
    {
        const int arrays = 7;
        var from = stackalloc nint[arrays] { job.ThetaAddress, job.Grad, job.Delta, job.A, job.B, job.C, job.D };
        var padded = stackalloc T[arrays * Vector512<T>.Count];
        var parts = stackalloc nint[arrays];
        for (var k = 0; k < arrays; k++)
        {
            if (from[k] == 0) continue;
            var part = padded + (k * Vector512<T>.Count);
            for (var j = 0; j < count; j++) part[j] = ((T*)from[k])[at + j];
            parts[k] = (nint)part;
        }

        var poison = Vector512<T>.Zero;
        StepVector(
            ref kernel, (T*)parts[0], (T*)parts[1], (T*)parts[2], (T*)parts[3], (T*)parts[4], (T*)parts[5], (T*)parts[6],
            T.CreateSaturating(job.Factor), ref poison);
        for (var k = 0; k < arrays; k++)
            for (var j = 0; j < count && parts[k] != 0; j++) ((T*)from[k])[at + j] = ((T*)parts[k])[j];
        var isPoisoned = false;
        for (var j = 0; j < count; j++) isPoisoned |= poison[j] != T.Zero; // the padding may well be 0 / 0
        return isPoisoned;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T* At(T* array, long i) => array is null ? null : array + i;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StepVector(
        ref TKernel kernel, T* theta, T* grad, T* delta, T* a, T* b, T* c, T* d, T factor, ref Vector512<T> poison)
    {
        var (x, g) = (Vector512.Load(theta), Vector512.Load(grad));
        Vector512<T> va = Load(a), vb = Load(b), vc = Load(c), vd = Load(d);
        var step = kernel.Step(x, g, ref va, ref vb, ref vc, ref vd) * factor;
        x -= step;
        if (delta is null) x.Store(theta);
        else step.Store(delta);
        Check(g, ref poison);
        Check(x, ref poison);
        Store(va, a, ref poison);
        Store(vb, b, ref poison);
        Store(vc, c, ref poison);
        Store(vd, d, ref poison);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<T> Load(T* array) => array is null ? Vector512<T>.Zero : Vector512.Load(array);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector512<T> value, T* array, ref Vector512<T> poison)
    {
        if (array is null) return;
        value.Store(array);
        Check(value, ref poison);
    }

    /// <summary>0 · x is 0 for a finite x, NaN for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Check(Vector512<T> value, ref Vector512<T> poison) => poison += value * Vector512<T>.Zero;
}
