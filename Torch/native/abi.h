// The C ABI between the managed tensor and libtorch: plain structs, plain functions, no C++ type crosses it.
//
// A tensor handle is the tensor's own at::TensorImpl*, one reference owned by whoever holds the handle; null is "no tensor".
// Functions return a negative count, or null, or 1, when libtorch threw; ats_last_error() then has the reason, per thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>

#include <cstdint>
#include <exception>
#include <string>

#define ATS_API extern "C" __attribute__((visibility("default")))

namespace ats {

enum Tag : int32_t {
    None, TensorTag, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, OptionalTensorList, String, Device, Generator, Complex
};

/// One argument or result. Lists and strings are borrowed: `count` elements at `p`.
struct Arg {
    int32_t tag;
    int32_t count;
    union {
        int64_t i;
        double d;
        void* p;
    };
};

using Impl = c10::TensorImpl;

inline at::Tensor borrow(Impl* handle) {
    return handle ? at::Tensor(c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::reclaim_copy(handle)) : at::Tensor();
}

inline Impl* give(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

void remember(const char* message) noexcept;
/// What libtorch threw, without the C++ stack.
void remember(const std::exception& error) noexcept;

/// Runs `body`; when it throws, remembers why and returns `failed`.
template <class Result, class Body>
Result guarded(Result failed, Body body) noexcept {
    try {
        return body();
    } catch (const std::exception& error) {
        remember(error);
    } catch (...) {
        remember("unknown C++ exception");
    }
    return failed;
}

}  // namespace ats
