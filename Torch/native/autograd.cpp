// Gradients: the flag, the accumulated gradient, backward and grad, and the thread's gradient mode.
#include "abi.h"

#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

using namespace ats;

static std::vector<at::Tensor> gather(Impl* const* handles, int32_t count) {
    std::vector<at::Tensor> tensors(count);
    for (int32_t k = 0; k < count; ++k) tensors[k] = borrow(handles[k]);
    return tensors;
}

ATS_API int32_t ats_requires_grad(Impl* handle) { return handle->requires_grad() ? 1 : 0; }

ATS_API int32_t ats_set_requires_grad(Impl* handle, int32_t on) {
    return guarded<int32_t>(1, [&] { borrow(handle).set_requires_grad(on != 0); return 0; });
}

ATS_API int32_t ats_is_leaf(Impl* handle) { return borrow(handle).is_leaf() ? 1 : 0; }

ATS_API int32_t ats_retain_grad(Impl* handle) {
    return guarded<int32_t>(1, [&] { borrow(handle).retain_grad(); return 0; });
}

ATS_API Impl* ats_grad(Impl* handle) {
    auto tensor = borrow(handle);
    return tensor.is_leaf() || tensor.retains_grad() ? give(tensor.grad()) : nullptr;
}

ATS_API int32_t ats_set_grad(Impl* handle, Impl* gradient) {
    return guarded<int32_t>(1, [&] {
        auto tensor = borrow(handle);
        auto value = borrow(gradient);
        if (value.defined()) {
            TORCH_CHECK(!value.is_same(tensor), "a tensor cannot be its own gradient");
            TORCH_CHECK(value.sizes() == tensor.sizes(),
                "a gradient has its tensor's shape ", tensor.sizes(), ", this one has ", value.sizes());
            TORCH_CHECK(value.scalar_type() == tensor.scalar_type(),
                "a gradient has its tensor's type ", tensor.scalar_type(), ", this one has ", value.scalar_type());
            TORCH_CHECK(value.device() == tensor.device(),
                "a gradient is where its tensor is, on ", tensor.device(), ", this one is on ", value.device());
        }
        tensor.mutable_grad() = value;
        return 0;
    });
}

/// With no inputs, gradients gather in the leaves. A null entry in `seeds` stands for ones (scalars only).
ATS_API int32_t ats_backward(Impl* const* outputs, int32_t n, Impl* const* seeds, int32_t n_seeds, int32_t retain, int32_t create,
                             Impl* const* inputs, int32_t n_inputs) {
    return guarded<int32_t>(1, [&] {
        torch::autograd::backward(gather(outputs, n), gather(seeds, n_seeds), retain != 0, create != 0, gather(inputs, n_inputs));
        return 0;
    });
}

/// Gradients of the outputs with respect to the inputs into `results`; null where unused and allowed.
ATS_API int32_t ats_autograd_grad(Impl* const* outputs, int32_t n, Impl* const* inputs, int32_t n_inputs, Impl* const* seeds,
                                  int32_t n_seeds, int32_t retain, int32_t create, int32_t allow_unused, Impl** results) {
    return guarded<int32_t>(1, [&] {
        auto gradients = torch::autograd::grad(gather(outputs, n), gather(inputs, n_inputs), gather(seeds, n_seeds), retain != 0,
                                               create != 0, allow_unused != 0);
        for (int32_t k = 0; k < n_inputs; ++k) results[k] = give(std::move(gradients[k]));
        return 0;
    });
}

ATS_API int32_t ats_grad_mode() { return torch::autograd::GradMode::is_enabled() ? 1 : 0; }

ATS_API void ats_set_grad_mode(int32_t on) { torch::autograd::GradMode::set_enabled(on != 0); }

ATS_API int32_t ats_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

/// Enters or leaves inference mode on this thread until the returned guard is deleted, on the same thread, innermost first.
ATS_API void* ats_inference_guard(int32_t on) { return new c10::InferenceMode(on != 0); }

ATS_API void ats_inference_release(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

ATS_API int32_t ats_anomaly_mode() { return torch::autograd::AnomalyMode::is_enabled() ? 1 : 0; }

ATS_API void ats_set_anomaly_mode(int32_t on, int32_t check_nan) { torch::autograd::AnomalyMode::set_enabled(on != 0, check_nan != 0); }
