using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        nint _handle;

        /// <summary>A new stream on the CPU.</summary>
        /// <exception cref="ArgumentException">Another device than the CPU.</exception>
        public Generator(ulong seed = 0, Device? device = null)
            : this(TorchError.Checked(Native.ats_new_generator(seed), "Generator"), CPU)
        {
            if (device is not null && device.type != DeviceType.CPU)
                throw new ArgumentException($"A generator of its own lives on the CPU, not on {device}: use torch.manual_seed there.");
        }

        Generator(nint handle, Device device)
        {
            _handle = handle;
            this.device = device;
        }

        ~Generator() => Release();

        public nint Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                return _handle;
            }
        }

        public Device device { get; }

        /// <summary>The stream of operators that are given none, on the CPU.</summary>
        public static Generator Default => DefaultOf(CPU);

        internal static Generator DefaultOf(Device device) => new(
            TorchError.Checked(Native.ats_default_generator((int)device.type, device.index), "Generator"), device);

        /// <summary>The whole state as bytes: [5056] on the CPU.</summary>
        public Tensor get_state() => new(TorchError.Checked(Kept(Native.ats_generator_state(Handle)), "Generator.get_state"));

        public void set_state(Tensor value)
        {
            var failed = Kept(Native.ats_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            TorchError.ThrowIfFailed(failed, "Generator.set_state");
        }

        public Generator manual_seed(long seed)
        {
            Native.ats_generator_set_seed(Handle, (ulong)seed);
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds the stream from the machine's entropy and returns the seed.</summary>
        public long seed() => (long)Kept(Native.ats_generator_reseed(Handle));

        public long initial_seed() => (long)Kept(Native.ats_generator_seed(Handle));

        public void Dispose()
        {
            Release();
            GC.SuppressFinalize(this);
        }

        /// <summary>What a native call on this stream gave; until then, no finalizer gives the stream back.</summary>
        T Kept<T>(T result)
        {
            GC.KeepAlive(this);
            return result;
        }

        void Release()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
                Native.ats_release_generator(handle);
        }
    }

    /// <summary>The default streams.</summary>
    public static class random
    {
        public static long seed()
        {
            using var generator = Generator.Default;
            var chosen = generator.seed();
            TorchError.ThrowIfFailed(Native.ats_manual_seed((ulong)chosen), "seed");
            return chosen;
        }

        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>Seeds the default stream of every device; the CPU's is returned.</summary>
        public static Generator manual_seed(long seed)
        {
            TorchError.ThrowIfFailed(Native.ats_manual_seed((ulong)seed), "manual_seed");
            return Generator.Default;
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }

    public static long seed() => random.seed();

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
