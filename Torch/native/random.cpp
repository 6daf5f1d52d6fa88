// Random streams. A generator handle is its own c10::GeneratorImpl*, one reference owned by the holder.
#include "abi.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>

using namespace ats;
using GeneratorImpl = c10::GeneratorImpl;

static at::Generator stream(GeneratorImpl* handle) {
    return at::Generator(c10::intrusive_ptr<GeneratorImpl>::reclaim_copy(handle));
}

static GeneratorImpl* own(const at::Generator& generator) {
    return c10::intrusive_ptr<GeneratorImpl>(generator.getIntrusivePtr()).release();
}

/// Seeds the streams of every device, as torch.manual_seed does.
ATS_API int32_t ats_manual_seed(uint64_t seed) {
    return guarded<int32_t>(1, [&] { at::manual_seed(seed); return 0; });
}

ATS_API GeneratorImpl* ats_default_generator(int32_t device, int32_t index) {
    return guarded<GeneratorImpl*>(nullptr, [&] {
        auto type = static_cast<c10::DeviceType>(device);
        return own(at::globalContext().defaultGenerator(c10::Device(type, static_cast<c10::DeviceIndex>(index))));
    });
}

ATS_API GeneratorImpl* ats_new_generator(uint64_t seed) {
    return guarded<GeneratorImpl*>(nullptr, [&] { return own(at::detail::createCPUGenerator(seed)); });
}

ATS_API void ats_release_generator(GeneratorImpl* handle) {
    if (handle) c10::intrusive_ptr<GeneratorImpl>::reclaim(handle);
}

ATS_API void ats_generator_set_seed(GeneratorImpl* handle, uint64_t seed) {
    auto generator = stream(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
}

/// A new seed from the machine's entropy.
ATS_API uint64_t ats_generator_reseed(GeneratorImpl* handle) {
    auto generator = stream(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    return generator.seed();
}

ATS_API uint64_t ats_generator_seed(GeneratorImpl* handle) { return stream(handle).current_seed(); }

ATS_API Impl* ats_generator_state(GeneratorImpl* handle) {
    return guarded<Impl*>(nullptr, [&] {
        auto generator = stream(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        return give(generator.get_state());
    });
}

ATS_API int32_t ats_generator_set_state(GeneratorImpl* handle, Impl* state) {
    return guarded<int32_t>(1, [&] {
        auto generator = stream(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(borrow(state));
        return 0;
    });
}
