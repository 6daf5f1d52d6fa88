using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// One ATen operator overload, such as <c>add_.Scalar</c>. Looked up in libtorch's dispatcher at its first call, and called boxed: the
/// arguments in the order of the operator's schema; those left off at the end take its defaults.
/// </summary>
/// <remarks>Errors are <see cref="ExternalException"/>s with the operator's name and libtorch's own first line.</remarks>
sealed unsafe class Op(string name)
{
    const int MaxArgs = 24;
    const int StackScratch = 512;
    nint _handle;

    /// <summary>The name as in libtorch's documentation: <c>aten::</c> left out, the overload after a dot.</summary>
    public string Name { get; } = name;

    /// <summary>Runs the operator for its one tensor.</summary>
    public Tensor Run(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return new Tensor(result.Pointer);
    }

    /// <summary>Runs an operator whose tensor may be undefined.</summary>
    public Tensor? RunOptional(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return TensorOrNull(result);
    }

    /// <summary>Runs an in-place operator and returns its first argument.</summary>
    public Tensor Mutate(params ReadOnlySpan<Arg> args)
    {
        Call(args, null, 0);
        return Unsafe.As<Tensor>(args[0].Object!);
    }

    public (Tensor, Tensor) Run2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeArg[2];
        Call(args, results, 2);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer));
    }

    public (Tensor, Tensor, Tensor) Run3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeArg[3];
        Call(args, results, 3);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer), new Tensor(results[2].Pointer));
    }

    /// <summary>As <see cref="Run3"/> where some outputs may be undefined.</summary>
    public (Tensor?, Tensor?, Tensor?) RunOptional3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeArg[3];
        Call(args, results, 3);
        return (TensorOrNull(results[0]), TensorOrNull(results[1]), TensorOrNull(results[2]));
    }

    /// <summary>Runs an operator that returns a list of tensors.</summary>
    public Tensor[] RunList(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        var handles = (nint*)result.Pointer;
        var tensors = new Tensor[result.Count];
        for (var k = 0; k < tensors.Length; k++)
            tensors[k] = new Tensor(handles[k]);
        Native.ats_free_list(result.Pointer);
        return tensors;
    }

    public bool RunBool(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return result.Bits != 0;
    }

    public long RunInt(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return result.Bits;
    }

    /// <summary>Finds the operator now: a way to learn whether this libtorch has it.</summary>
    public bool Exists() => _handle != 0 || Resolve(throwing: false) != 0;

    static Tensor? TensorOrNull(NativeArg result) => result.Pointer == 0 ? null : new Tensor(result.Pointer);

    void Call(ReadOnlySpan<Arg> args, NativeArg* results, int room)
    {
        var handle = _handle;
        if (handle == 0)
            handle = Resolve(throwing: true);
        var bytes = 0;
        foreach (ref readonly var arg in args)
        {
            if (arg.Tag is >= Tag.IntList and <= Tag.String or Tag.Complex)
                bytes += (arg.ScratchBytes + 7) & ~7;
        }
        if (bytes > StackScratch)
        {
            CallWithHeapScratch(handle, args, results, room, bytes);
            return;
        }
        var scratch = stackalloc long[(bytes >> 3) + 1];
        Send(handle, args, results, room, (byte*)scratch);
    }

    void CallWithHeapScratch(nint handle, ReadOnlySpan<Arg> args, NativeArg* results, int room, int bytes)
    {
        var scratch = NativeMemory.Alloc((nuint)bytes);
        try
        {
            Send(handle, args, results, room, (byte*)scratch);
        }
        finally
        {
            NativeMemory.Free(scratch);
        }
    }

    [SkipLocalsInit]
    void Send(nint handle, ReadOnlySpan<Arg> args, NativeArg* results, int room, byte* scratch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(args.Length, MaxArgs);
        var native = stackalloc NativeArg[MaxArgs];
        for (var k = 0; k < args.Length; k++)
            args[k].Write(native + k, ref scratch);
        var written = Native.ats_call(handle, native, args.Length, results, room);
        if (args.Length > 0)
            GC.KeepAlive(args[^1].Object);                  // reads args: an array of them, and what it holds, lives until here
        if (written != room)
            throw Failed(written);
    }

    ExternalException Failed(int written) =>
        written < 0 ? TorchError.Last(Name) : new ExternalException($"{Name}: libtorch returned {written} results, fewer than expected");

    nint Resolve(bool throwing)
    {
        var dot = Name.IndexOf('.', StringComparison.Ordinal);
        var (bare, overload) = dot < 0 ? (Name, "") : (Name[..dot], Name[(dot + 1)..]);
        var handle = Native.ats_op(bare, overload);
        if (handle == 0 && throwing)
            throw TorchError.Last(Name);
        return _handle = handle;
    }
}
