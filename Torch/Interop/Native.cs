using System.Runtime.InteropServices;
using AdaShift.Bench.Torch;

namespace TorchSharp.Interop;

/// <summary>
/// The functions of <c>libadashift_torch.so</c>, documented where they are defined, in <c>native/*.cpp</c>. All arguments are blittable;
/// those that only read a field skip the switch of GC mode.
/// </summary>
static unsafe partial class Native
{
    const string Library = NativeLoader.Name;

    static Native() => NativeLoader.Register();

    [LibraryImport(Library)] internal static partial nint ats_last_error();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint ats_op(string name, string overload);
    [LibraryImport(Library)] internal static partial int ats_call(nint op, NativeArg* args, int count, NativeArg* results, int room);
    [LibraryImport(Library)] internal static partial void ats_free_list(nint handles);

    [LibraryImport(Library)] internal static partial void ats_release(nint tensor);
    [LibraryImport(Library)] internal static partial nint ats_share(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ats_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ats_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ats_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ats_itemsize(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long ats_storage_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ats_device(nint tensor, int* type, int* index);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ats_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ats_strides(nint tensor, long* strides);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ats_is_contiguous(nint tensor, int format);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ats_is_sparse(nint tensor);
    [LibraryImport(Library)] internal static partial nint ats_data(nint tensor);
    [LibraryImport(Library)] internal static partial nint ats_from_data(void* source, long* sizes, int dims, int dtype);
    [LibraryImport(Library)] internal static partial int ats_item(nint tensor, void* value);

    [LibraryImport(Library)] internal static partial int ats_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int ats_set_requires_grad(nint tensor, int on);
    [LibraryImport(Library)] internal static partial int ats_is_leaf(nint tensor);
    [LibraryImport(Library)] internal static partial int ats_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial nint ats_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int ats_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)]
    internal static partial int ats_backward(
        nint* outputs, int n, nint* seeds, int seedCount, int retain, int create, nint* inputs, int inputCount);
    [LibraryImport(Library)]
    internal static partial int ats_autograd_grad(
        nint* outputs, int n, nint* inputs, int inputCount, nint* seeds, int seedCount, int retain, int create, int allowUnused,
        nint* results);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int ats_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void ats_set_grad_mode(int on);
    [LibraryImport(Library)] internal static partial int ats_inference_mode();
    [LibraryImport(Library)] internal static partial nint ats_inference_guard(int on);
    [LibraryImport(Library)] internal static partial void ats_inference_release(nint guard);
    [LibraryImport(Library)] internal static partial int ats_anomaly_mode();
    [LibraryImport(Library)] internal static partial void ats_set_anomaly_mode(int on, int checkNan);

    [LibraryImport(Library)] internal static partial int ats_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial nint ats_default_generator(int device, int index);
    [LibraryImport(Library)] internal static partial nint ats_new_generator(ulong seed);
    [LibraryImport(Library)] internal static partial void ats_release_generator(nint generator);
    [LibraryImport(Library)] internal static partial void ats_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong ats_generator_reseed(nint generator);
    [LibraryImport(Library)] internal static partial ulong ats_generator_seed(nint generator);
    [LibraryImport(Library)] internal static partial nint ats_generator_state(nint generator);
    [LibraryImport(Library)] internal static partial int ats_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] internal static partial nint ats_version();
    [LibraryImport(Library)] internal static partial nint ats_config();
    [LibraryImport(Library)] internal static partial nint ats_parallel_info();
    [LibraryImport(Library)] internal static partial int ats_num_threads();
    [LibraryImport(Library)] internal static partial int ats_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int ats_num_interop_threads();
    [LibraryImport(Library)] internal static partial int ats_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial int ats_set_flush_denormal(int on);
    [LibraryImport(Library)] internal static partial void ats_set_deterministic(int on, int warnOnly);
    [LibraryImport(Library)] internal static partial void ats_set_default_dtype(int dtype);
    [LibraryImport(Library)] internal static partial int ats_default_dtype();

    [LibraryImport(Library)] internal static partial int ats_cuda_compiled();
    [LibraryImport(Library)] internal static partial int ats_cuda_device_count();
    [LibraryImport(Library)] internal static partial int ats_cudnn_available();
    [LibraryImport(Library)] internal static partial int ats_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial void ats_set_allow_tf32(int cublas, int cudnn);
    [LibraryImport(Library)] internal static partial int ats_allow_tf32_cublas();
    [LibraryImport(Library)] internal static partial int ats_allow_tf32_cudnn();
    [LibraryImport(Library)] internal static partial void ats_set_benchmark_cudnn(int on);
    [LibraryImport(Library)] internal static partial int ats_cuda_memory(int index, long* bytes);
    [LibraryImport(Library)] internal static partial int ats_cuda_reset_peak(int index);
    [LibraryImport(Library)] internal static partial int ats_cuda_describe(int index, byte* name, long* values);
    [LibraryImport(Library)] internal static partial nint ats_event_record(int device);
    [LibraryImport(Library)] internal static partial double ats_event_elapsed(nint start, nint end);
    [LibraryImport(Library)] internal static partial void ats_event_release(nint moment);

    [LibraryImport(Library)] internal static partial nint ats_fused_isa();
    [LibraryImport(Library)] internal static partial int ats_fused_row_bytes();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int ats_fused_use(string? name);
    [LibraryImport(Library)] internal static partial int ats_fused_look(nint* thetas, int count, nint* grads);
    [LibraryImport(Library)] internal static partial int ats_fused_step(FusedRow* rows, int count, int type);
    [LibraryImport(Library)] internal static partial int ats_fused_measure(FusedRow* rows, int count, int type);
    [LibraryImport(Library)] internal static partial int ats_fused_sequence(FusedRow* settings, SequenceNumbers* sequence, int type);
}
