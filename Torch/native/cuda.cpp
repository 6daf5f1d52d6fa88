// The device. Whether there is one is asked of libtorch's context, which every build has; timing events and the caching
// allocator's statistics need the CUDA headers, and are compiled in when CMake found them (ATS_WITH_CUDA).
#include "abi.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>

#ifdef ATS_WITH_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>

#include <cstdio>
#include <memory>
#endif

using namespace ats;

ATS_API int32_t ats_cuda_compiled() {
#ifdef ATS_WITH_CUDA
    return 1;
#else
    return 0;
#endif
}

ATS_API int32_t ats_cuda_device_count() {
    return guarded<int32_t>(0, [] { return at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; });
}

ATS_API int32_t ats_cudnn_available() {
    return guarded<int32_t>(0, [] { return at::hasCUDA() && at::globalContext().hasCuDNN() ? 1 : 0; });
}

/// Waits for the device; index -1 is the current one.
ATS_API int32_t ats_cuda_synchronize(int32_t index) {
    return guarded<int32_t>(1, [&] {
        TORCH_CHECK(at::hasCUDA(), "this libtorch has no CUDA");
#ifdef ATS_WITH_CUDA
        c10::cuda::OptionalCUDAGuard guard;
        if (index >= 0) guard.set_index(static_cast<c10::DeviceIndex>(index));
        c10::cuda::device_synchronize();
#else
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index < 0 ? 0 : index));
#endif
        return 0;
    });
}

ATS_API void ats_set_allow_tf32(int32_t cublas, int32_t cudnn) {
    at::globalContext().setAllowTF32CuBLAS(cublas != 0);
    at::globalContext().setAllowTF32CuDNN(cudnn != 0);
}

ATS_API int32_t ats_allow_tf32_cublas() { return at::globalContext().allowTF32CuBLAS() ? 1 : 0; }

ATS_API int32_t ats_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN() ? 1 : 0; }

ATS_API void ats_set_benchmark_cudnn(int32_t on) { at::globalContext().setBenchmarkCuDNN(on != 0); }

#ifdef ATS_WITH_CUDA

/// Bytes: allocated now, at the peak, reserved now, at the peak.
ATS_API int32_t ats_cuda_memory(int32_t index, int64_t* out) {
    return guarded<int32_t>(1, [&] {
        auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(static_cast<c10::DeviceIndex>(index));
        out[0] = stats.allocated_bytes[0].current;
        out[1] = stats.allocated_bytes[0].peak;
        out[2] = stats.reserved_bytes[0].current;
        out[3] = stats.reserved_bytes[0].peak;
        return 0;
    });
}

ATS_API int32_t ats_cuda_reset_peak(int32_t index) {
    return guarded<int32_t>(1, [&] {
        c10::cuda::CUDACachingAllocator::resetPeakStats(static_cast<c10::DeviceIndex>(index));
        return 0;
    });
}

/// Name into `name` (256 bytes), compute capability × 10, driver as CUDA's own number (12040 is 12.4), total memory in bytes.
ATS_API int32_t ats_cuda_describe(int32_t index, char* name, int64_t* out) {
    return guarded<int32_t>(1, [&] {
        auto properties = at::cuda::getDeviceProperties(static_cast<c10::DeviceIndex>(index));
        std::snprintf(name, 256, "%s", properties->name);
        int driver = 0;
        C10_CUDA_CHECK(cudaDriverGetVersion(&driver));
        out[0] = properties->major * 10 + properties->minor;
        out[1] = driver;
        out[2] = static_cast<int64_t>(properties->totalGlobalMem);
        return 0;
    });
}

/// An event in the stream that device `index` works in now; -1 is the current device.
ATS_API void* ats_event_record(int32_t index) {
    return guarded<void*>(nullptr, [&]() -> void* {
        auto event = std::make_unique<at::cuda::CUDAEvent>(cudaEventDefault);
        event->record(at::cuda::getCurrentCUDAStream(static_cast<c10::DeviceIndex>(index)));
        return event.release();
    });
}

/// Milliseconds between two recorded events, waiting for the later one; negative when it failed.
ATS_API double ats_event_elapsed(void* start, void* end) {
    return guarded<double>(-1, [&] {
        static_cast<at::cuda::CUDAEvent*>(end)->synchronize();
        return static_cast<double>(static_cast<at::cuda::CUDAEvent*>(start)->elapsed_time(*static_cast<at::cuda::CUDAEvent*>(end)));
    });
}

ATS_API void ats_event_release(void* event) { delete static_cast<at::cuda::CUDAEvent*>(event); }

#else

static int32_t absent() {
    remember("the shim was built without the CUDA headers");
    return 1;
}

ATS_API int32_t ats_cuda_memory(int32_t, int64_t*) { return absent(); }
ATS_API int32_t ats_cuda_reset_peak(int32_t) { return absent(); }
ATS_API int32_t ats_cuda_describe(int32_t, char*, int64_t*) { return absent(); }
ATS_API void* ats_event_record(int32_t) { absent(); return nullptr; }
ATS_API double ats_event_elapsed(void*, void*) { absent(); return -1; }
ATS_API void ats_event_release(void*) {}

#endif
