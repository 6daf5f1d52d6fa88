// The process: versions, threads, numerical switches.
#include "abi.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/DefaultDtype.h>
#include <torch/version.h>

using namespace ats;

/// The version of the headers this shim was compiled against.
ATS_API const char* ats_version() { return TORCH_VERSION; }

ATS_API const char* ats_config() {
    static const std::string text = at::show_config();
    return text.c_str();
}

ATS_API const char* ats_parallel_info() {
    static thread_local std::string text;
    text = at::get_parallel_info();
    return text.c_str();
}

ATS_API int32_t ats_num_threads() { return at::get_num_threads(); }

ATS_API int32_t ats_set_num_threads(int32_t count) {
    return guarded<int32_t>(1, [&] { at::set_num_threads(count); return 0; });
}

ATS_API int32_t ats_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

/// Allowed once, before any inter-op work.
ATS_API int32_t ats_set_num_interop_threads(int32_t count) {
    return guarded<int32_t>(1, [&] { at::set_num_interop_threads(count); return 0; });
}

ATS_API int32_t ats_set_flush_denormal(int32_t on) { return at::globalContext().setFlushDenormal(on != 0) ? 1 : 0; }

ATS_API void ats_set_deterministic(int32_t on, int32_t warn_only) {
    at::globalContext().setDeterministicAlgorithms(on != 0, warn_only != 0);
}

ATS_API void ats_set_default_dtype(int32_t dtype) {
    c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(dtype)));
}

ATS_API int32_t ats_default_dtype() { return static_cast<int32_t>(c10::get_default_dtype_as_scalartype()); }
