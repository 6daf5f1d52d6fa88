using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>Runs the steps of a <see cref="RuleOptimizer"/> through its rule's accelerator, reusing its buffers.</summary>
sealed class AcceleratedStep : IDisposable
{
    readonly Accelerator accelerator;
    readonly IReadOnlyList<ParameterSlot> slots;
    readonly ScalarType type;
    readonly Job[] jobs;
    readonly nint[] thetas;
    readonly (nint Handle, long Length, long[]? Shape)[] known; // no shape where the parameter does not fit

    AcceleratedStep(Accelerator accelerator, IReadOnlyList<ParameterSlot> slots, ScalarType type)
    {
        (this.accelerator, this.slots, this.type) = (accelerator, slots, type);
        (jobs, thetas, known) = (new Job[slots.Count], new nint[slots.Count], new (nint, long, long[]?)[slots.Count]);
    }

    /// <returns>Null when the rule has no accelerator for these parameters.</returns>
    public static AcceleratedStep? For(UpdateRule rule, IReadOnlyList<ParameterSlot> slots)
    {
        var dtype = slots[0].Theta.dtype;
        return Accelerator.For(rule, dtype) is { } found ? new(found, slots, dtype) : null;
    }

    /// <returns>False when a tensor is not what an accelerated step takes; nothing has happened then.</returns>
    public bool TryStep(RuleOptimizer owner, RuleState? shared, FiniteCheck finite)
    {
        if (Gather(owner) is not { } count) return false;
        var going = jobs.AsSpan(0, count);
        if (count > 0 && owner.Observer is { } observer) StepObserved(going, owner, shared, observer);
        else if (count > 0) accelerator.Step(going, shared);
        Close(going, shared, finite);
        return true;
    }

    /// <summary>Steps along the rows of <paramref name="gradients"/>; false as <see cref="TryStep"/>.</summary>
    public unsafe bool TryAdvance(
        RuleOptimizer owner, RuleState? shared, Tensor gradients, SequenceOptions options, Tensor thetas, FiniteCheck finite)
    {
        var (slot, steps, length) = (slots[0], gradients.shape[0], gradients.shape[1]);
        using var scope = NewDisposeScope();
        gradients = gradients.contiguous();
        if (!TensorMemory.Fits(slot.Theta.Handle, type) || !TensorMemory.Fits(gradients.Handle, type)) return false;
        var width = (int)(length * slot.Theta.element_size());
        var (from, to) = (TensorMemory.Data(gradients.Handle), TensorMemory.Data(thetas.Handle));
        var job = new Job
        {
            Theta = slot.Theta, State = slot.Begin(owner.Rule), Length = length,
            ThetaAddress = TensorMemory.Data(slot.Theta.Handle), Factor = owner.Factor,
        };
        var going = MemoryMarshal.CreateSpan(ref job, 1);
        for (long t = 0; t < steps; t++)
        {
            job.Grad = from + (nint)(t * width);
            if (options.Factor is { } factor) job.Factor = owner.Factor = factor(t);
            (job.Rests, job.Asked) = (false, 0);
            accelerator.Step(going, shared);
            if (job.NotFinite && finite.Found is null)
            {
                slot.Theta.grad = gradients[t];
                finite.Name([slot], shared); // now: the projection or a later step may hide it
            }

            if (options.IsBounded) Clamp(ref job, options);
            if ((t + 1) % options.Every != 0) continue;
            NativeMemory.Copy((void*)job.ThetaAddress, (void*)to, (nuint)width);
            to += width;
        }

        this.thetas[0] = slot.Theta.Handle;
        Close(going, shared, finite);
        return true;
    }

    public void Forget() => accelerator.Forget();

    public void Save(Snapshot to) => accelerator.Save(to, slots);

    public void Load(Snapshot from) => accelerator.Load(from, slots);

    public void Dispose() => accelerator.Dispose();

    /// <summary>Looks at every parameter before anything happens.</summary>
    /// <returns>How many jobs there are; null when one of the tensors does not fit.</returns>
    int? Gather(RuleOptimizer owner)
    {
        var count = 0;
        for (var i = 0; i < slots.Count; i++)
        {
            var theta = slots[i].Theta.Handle;
            var grad = TensorMemory.Grad(theta);
            if (grad == 0) continue;
            if (known[i].Handle != theta)
                known[i] = (theta, TensorMemory.Length(theta), TensorMemory.Fits(theta, type) ? slots[i].Theta.shape : null);
            var (_, length, shape) = known[i];
            var fits = shape is not null && TensorMemory.HasShape(grad, shape) && TensorMemory.Fits(grad, type);
            var address = fits ? TensorMemory.Data(grad) : 0; // the parameter keeps its gradient alive
            TensorMemory.Release(grad);
            if (!fits) return null;
            thetas[count] = theta;
            jobs[count++] = new()
            {
                Index = i, Length = length, ThetaAddress = TensorMemory.Data(theta), Grad = address, Factor = owner.Factor,
            };
        }

        for (var k = 0; k < count; k++)
        {
            var slot = slots[jobs[k].Index];
            (jobs[k].Theta, jobs[k].State) = (slot.Theta, slot.Begin(owner.Rule));
        }

        return count;
    }

    /// <summary>The steps are written next to θ, shown and then subtracted: the same bits as when nobody looks.</summary>
    void StepObserved(Span<Job> going, RuleOptimizer owner, RuleState? shared, UpdateObserver observer)
    {
        var deltas = new Tensor[going.Length];
        for (var i = 0; i < going.Length; i++)
        {
            deltas[i] = empty_like(slots[going[i].Index].Theta);
            going[i].Delta = TensorMemory.Data(deltas[i].Handle);
        }

        accelerator.Step(going, shared);
        for (var i = 0; i < going.Length; i++)
        {
            var slot = slots[going[i].Index];
            observer(slot, slot.Theta.grad!, going[i].Rests ? null : deltas[i]);
            slot.Theta.sub_(deltas[i]);
        }
    }

    void Close(Span<Job> going, RuleState? shared, FiniteCheck finite)
    {
        var notFinite = false;
        for (var i = 0; i < going.Length; i++)
        {
            TensorMemory.BumpVersion(thetas[i]);
            notFinite |= going[i].NotFinite;
        }

        if (notFinite) finite.Name([.. slots.Where(slot => slot.State is not null)], shared);
    }

    unsafe void Clamp(ref readonly Job job, SequenceOptions options)
    {
        for (long i = 0; i < job.Length; i++)
        {
            if (type == ScalarType.Float32) Clamp(ref ((float*)job.ThetaAddress)[i], (float)options.Low, (float)options.High);
            else Clamp(ref ((double*)job.ThetaAddress)[i], options.Low, options.High);
        }

        static void Clamp<T>(ref T x, T low, T high) where T : System.Numerics.INumber<T> => x = T.IsNaN(x) ? x : T.Clamp(x, low, high);
    }
}
