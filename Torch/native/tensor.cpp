// A tensor's lifetime, its description, and its bytes.
#include "abi.h"

#include <ATen/Functions.h>
#include <c10/core/Device.h>

#include <cstring>

using namespace ats;

ATS_API void ats_release(Impl* handle) {
    if (handle) c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::reclaim(handle);
}

/// A second owned handle to the same tensor.
ATS_API Impl* ats_share(Impl* handle) { return give(borrow(handle)); }

ATS_API int64_t ats_dim(Impl* handle) { return handle->dim(); }

ATS_API int64_t ats_numel(Impl* handle) { return handle->numel(); }

ATS_API int32_t ats_dtype(Impl* handle) { return static_cast<int32_t>(c10::typeMetaToScalarType(handle->dtype())); }

ATS_API int64_t ats_itemsize(Impl* handle) { return static_cast<int64_t>(handle->dtype().itemsize()); }

ATS_API int64_t ats_storage_offset(Impl* handle) { return handle->storage_offset(); }

ATS_API void ats_device(Impl* handle, int32_t* type, int32_t* index) {
    auto device = handle->device();
    *type = static_cast<int32_t>(device.type());
    *index = device.index();
}

ATS_API void ats_sizes(Impl* handle, int64_t* out) {
    auto sizes = handle->sizes();
    std::memcpy(out, sizes.data(), sizes.size() * sizeof(int64_t));
}

ATS_API void ats_strides(Impl* handle, int64_t* out) {
    auto strides = handle->strides();
    std::memcpy(out, strides.data(), strides.size() * sizeof(int64_t));
}

ATS_API int32_t ats_is_contiguous(Impl* handle, int32_t format) {
    return handle->is_contiguous(static_cast<c10::MemoryFormat>(format)) ? 1 : 0;
}

ATS_API int32_t ats_is_sparse(Impl* handle) { return handle->is_sparse() ? 1 : 0; }

/// The address of the first element; null for an empty tensor or one without storage.
ATS_API void* ats_data(Impl* handle) {
    return guarded<void*>(nullptr, [&] { return borrow(handle).data_ptr(); });
}

/// A new CPU tensor with a copy of `bytes`; a null `source` leaves it uninitialised.
ATS_API Impl* ats_from_data(const void* source, const int64_t* sizes, int32_t dims, int32_t dtype) {
    return guarded<Impl*>(nullptr, [&] {
        auto tensor = at::empty(at::IntArrayRef(sizes, dims), at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype)));
        if (source && tensor.numel()) std::memcpy(tensor.data_ptr(), source, tensor.nbytes());
        return give(std::move(tensor));
    });
}

/// The one element of a tensor, written as its own type into 16 bytes at `out`; -1 when there is not exactly one.
ATS_API int32_t ats_item(Impl* handle, void* out) {
    return guarded<int32_t>(-1, [&] {
        auto tensor = borrow(handle);
        TORCH_CHECK(tensor.numel() == 1, "item() needs a tensor of exactly one element, this one has ", tensor.numel());
        auto local = tensor.is_cpu() ? tensor.resolve_conj().resolve_neg() : tensor.detach().cpu();
        std::memcpy(out, local.data_ptr(), local.dtype().itemsize());
        return static_cast<int32_t>(tensor.scalar_type());
    });
}
