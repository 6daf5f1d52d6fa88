// Many steps of one parameter whose gradients are known beforehand, in one call: the same kernels as the fused step, without the way there.
#include "abi.h"
#include "fused.h"

#include <algorithm>
#include <cstring>

using namespace ats;
using namespace ats::fused;

namespace ats::fused {

/// What a sequence is, beside the rule. Mirrored by Torch/Fused/SequenceNumbers.cs.
struct Sequence {
    void* theta;            // N elements: the start, and afterwards the end
    const void* grads;      // T × N
    const double* factors;  // T learning-rate factors; null for 1
    void* out;              // θ after every `every` steps from `begin` on, ⌊(T − begin) / every⌋ × N
    int64_t size, steps, every;
    int64_t resting;        // steps at the start that update the state only
    double low, high;       // θ is put back into this interval after each step
    int64_t begin;          // rows of `grads` that belong to earlier steps: θ has seen them
    int64_t moves;          // steps of earlier runs in which the state changed
    void* m;                // N elements each, kept from run to run; null: they begin at 0 and are lost
    void* v;
    void* peak;
};

namespace {

/// 1 − base^count for count = 1, 2, 3, …: a running product, computed anew now and then so that rounding does not pile up.
class Running {
    static constexpr int64_t anew = 1024;
    static constexpr double negligible = 1e-30;
    const double base;
    double power = 1;
    int64_t count = 0;

public:
    Running(double base, int64_t count) : base(base), power(std::pow(base, static_cast<double>(count))), count(count) {}

    double next() {
        ++count;
        if (power == 0) return 1;
        power = count % anew ? power * base : std::pow(base, static_cast<double>(count));
        if (power < negligible) power = 0;
        return 1 - power;
    }
};

template <class T> class Run {
    Row row;
    const Sequence& sequence;
    const int64_t n;
    Running seen1, seen2;
    std::vector<T> m, v, peak, aside;
    std::vector<void*> window;
    std::vector<double> weights;
    const Kernels& table = kernels();

    const T* grad(int64_t t) const { return static_cast<const T*>(sequence.grads) + t * n; }

    double spatial(int64_t t) const {
        const Found found = measure_of<T>(table)(grad(t), row.phi == Largest ? NoteLargest : NoteSquares, 0, n);
        const double largest = magnitude<T>(found.largest);
        return row.phi == Largest ? largest * largest : found.squares / static_cast<double>(n);
    }

    /// What of the row changes with t.
    void aim(int64_t t) {
        const int64_t shifted = t - row.delay;
        row.grad = const_cast<T*>(grad(t));
        row.source = row.delay ? const_cast<T*>(grad(shifted)) : nullptr;  // without a delay v follows the gradient with its penalty
        if (row.root == OneRoot) row.spatial = spatial(shifted);
        for (size_t k = 0; k < window.size(); ++k) window[k] = const_cast<T*>(grad(t - 1 - static_cast<int64_t>(k)));
        row.delta = t - sequence.begin < sequence.resting ? aside.data() : nullptr;
    }

    void clamp() {
        T* theta = static_cast<T*>(sequence.theta);
        const T low = static_cast<T>(sequence.low), high = static_cast<T>(sequence.high);
        for (int64_t i = 0; i < n; ++i) theta[i] = theta[i] < low ? low : theta[i] > high ? high : theta[i];
    }

public:
    Run(const Row& settings, const Sequence& sequence)
        : row(settings), sequence(sequence), n(sequence.size), seen1(settings.bias1, sequence.moves), seen2(settings.bias2, sequence.moves),
          m(sequence.m ? 0 : n), v(sequence.v ? 0 : n), peak(sequence.peak ? 0 : n), aside(n),
          window(settings.mean == Direct ? settings.length - 1 : 0) {
        if (row.mean == Direct) weigh(row, weights);
        row.theta = sequence.theta;
        row.m = row.mean != Ema ? nullptr : sequence.m ? sequence.m : m.data();
        row.v = sequence.v ? sequence.v : v.data();
        row.peak = sequence.peak ? sequence.peak : peak.data();
        row.window = window.data();
        row.follows = 1;
        row.note = 0;
        row.size = n;
    }

    void all() {
        const auto kernel = step_of<T>(table);
        const double scale = row.scale, decay = row.decay;
        const bool bounded = std::isfinite(sequence.low) || std::isfinite(sequence.high);
        T* out = static_cast<T*>(sequence.out);
        for (int64_t t = sequence.begin; t < sequence.steps; ++t) {
            if (t >= row.delay) {
                const double factor = sequence.factors ? sequence.factors[t] : 1;
                row.scale = scale * factor;
                row.decay = decay * factor;
                aim(t);
                kernel(row, prepare<T>(row, seen1.next(), seen2.next(), weights.data()), 0, n);
                if (bounded) clamp();
            }
            if ((t + 1 - sequence.begin) % sequence.every == 0) out = std::copy_n(static_cast<const T*>(sequence.theta), n, out);
        }
    }
};

}  // namespace
}  // namespace ats::fused

/// Runs a sequence. The row has the rule's settings; of its tensors, none is used. All pointers of the sequence are addresses, not handles.
ATS_API int32_t ats_fused_sequence(const Row* settings, const Sequence* sequence, int32_t type) {
    return guarded<int32_t>(1, [&] {
        if (type == static_cast<int32_t>(c10::ScalarType::Float)) Run<float>(*settings, *sequence).all();
        else Run<double>(*settings, *sequence).all();
        return 0;
    });
}
