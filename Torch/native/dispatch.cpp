// Any ATen operator by name: found once in the c10 dispatcher, then called boxed.
#include "abi.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/Generator.h>
#include <c10/util/Exception.h>

#include <utility>
#include <vector>

namespace ats {

static thread_local std::string last_error;

void remember(const char* message) noexcept {
    try { last_error = message; } catch (...) { last_error.clear(); }
}

void remember(const std::exception& error) noexcept {
    auto torch_error = dynamic_cast<const c10::Error*>(&error);
    remember(torch_error ? torch_error->what_without_backtrace() : error.what());
}

template <class T, class Stored = T>
static c10::List<T> list(const Arg& arg) {
    c10::List<T> values;
    values.reserve(arg.count);
    auto items = static_cast<const Stored*>(arg.p);
    for (int32_t k = 0; k < arg.count; ++k) values.push_back(static_cast<T>(items[k]));
    return values;
}

// libtorch's own optional: c10's until 2.3, std's since.
using OptionalTensor = decltype(std::declval<const c10::IValue&>().toOptionalTensorVector())::value_type;

template <class T>
static c10::List<T> tensors(const Arg& arg) {
    c10::List<T> values;
    values.reserve(arg.count);
    auto items = static_cast<Impl* const*>(arg.p);
    for (int32_t k = 0; k < arg.count; ++k) {
        if constexpr (std::is_same_v<T, at::Tensor>) values.push_back(borrow(items[k]));
        else values.push_back(items[k] ? OptionalTensor(borrow(items[k])) : OptionalTensor());
    }
    return values;
}

static c10::IValue unpack(const Arg& arg) {
    switch (arg.tag) {
        case TensorTag: return arg.p ? c10::IValue(borrow(static_cast<Impl*>(arg.p))) : c10::IValue();
        case Int: return arg.i;
        case Double: return arg.d;
        case Bool: return arg.i != 0;
        case IntList: return list<int64_t>(arg);
        case DoubleList: return list<double>(arg);
        case BoolList: return list<bool, uint8_t>(arg);
        case TensorList: return tensors<at::Tensor>(arg);
        case OptionalTensorList: return tensors<OptionalTensor>(arg);
        case String: return std::string(static_cast<const char*>(arg.p), arg.count);
        case Device: return c10::Device(static_cast<c10::DeviceType>(arg.count), static_cast<c10::DeviceIndex>(arg.i));
        case Generator: return at::Generator(
            c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(arg.p)));
        case Complex: { auto parts = static_cast<const double*>(arg.p); return c10::complex<double>(parts[0], parts[1]); }
        default: return c10::IValue();
    }
}

static Arg pack(c10::IValue&& value) {
    Arg out{None, 0, {0}};
    if (value.isTensor()) {
        out.tag = TensorTag;
        out.p = give(std::move(value).toTensor());
    } else if (value.isInt()) {
        out.tag = Int;
        out.i = value.toInt();
    } else if (value.isDouble()) {
        out.tag = Double;
        out.d = value.toDouble();
    } else if (value.isBool()) {
        out.tag = Bool;
        out.i = value.toBool();
    } else if (value.isTensorList()) {
        auto items = std::move(value).toTensorVector();
        auto handles = new Impl*[items.size()];
        for (size_t k = 0; k < items.size(); ++k) handles[k] = give(std::move(items[k]));
        out.tag = TensorList;
        out.count = static_cast<int32_t>(items.size());
        out.p = handles;
    }
    return out;
}

}  // namespace ats

using namespace ats;

ATS_API const char* ats_last_error() { return last_error.c_str(); }

/// "add_" + "Scalar" → handle, kept for the life of the process; null when this libtorch has no such operator.
ATS_API void* ats_op(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&]() -> void* {
        auto found = c10::Dispatcher::singleton().findSchemaOrThrow((std::string("aten::") + name).c_str(), overload);
        return new c10::OperatorHandle(found);
    });
}

/// Calls an operator. Arguments left off at the end take the schema's defaults. Results fill `results`, up to `room` of them; the rest,
/// or all of them with room 0 (in-place operators), are dropped. Returns how many were written, or -1.
ATS_API int32_t ats_call(void* op, const Arg* args, int32_t count, Arg* results, int32_t room) {
    static thread_local std::vector<torch::jit::Stack> spare;  // a stack per depth of re-entry: operators may call back into managed code
    torch::jit::Stack stack;
    if (!spare.empty()) {
        stack = std::move(spare.back());
        spare.pop_back();
    }
    int32_t written = guarded<int32_t>(-1, [&] {
        auto handle = static_cast<const c10::OperatorHandle*>(op);
        for (int32_t k = 0; k < count; ++k) stack.push_back(unpack(args[k]));
        const auto& declared = handle->schema().arguments();
        for (size_t k = count; k < declared.size(); ++k) {
            TORCH_CHECK(declared[k].default_value().has_value(), "argument '", declared[k].name(), "' is missing");
            stack.push_back(*declared[k].default_value());
        }
        handle->callBoxed(&stack);
        int32_t filled = 0;
        for (; filled < room && filled < static_cast<int32_t>(stack.size()); ++filled) results[filled] = pack(std::move(stack[filled]));
        return filled;
    });
    stack.clear();
    spare.push_back(std::move(stack));
    return written;
}

/// Frees the array of a tensor-list result; its handles belong to the caller.
ATS_API void ats_free_list(void* handles) { delete[] static_cast<Impl**>(handles); }
