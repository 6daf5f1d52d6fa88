// What the two ways to run fused steps share: many parameters one step, or one parameter many steps.
#pragma once

#include "fused_kernels.h"

#include <cmath>
#include <vector>

namespace ats::fused {

/// The widest kernels that this processor runs, unless ats_fused_use chose others.
const Kernels& kernels();

template <class T> auto step_of(const Kernels& k) { return sizeof(T) == 4 ? k.step32 : k.step64; }
template <class T> auto measure_of(const Kernels& k) { return sizeof(T) == 4 ? k.measure32 : k.measure64; }

/// From the bits that order as magnitudes do.
template <class T> double magnitude(int64_t bits) {
    T value;
    if constexpr (sizeof(T) == 4) {
        const int32_t low = static_cast<int32_t>(bits);
        __builtin_memcpy(&value, &low, 4);
    } else {
        __builtin_memcpy(&value, &bits, 8);
    }
    return value;
}

/// v of a whole block follows `spatial`, if it is this row's turn; returns √(v / seen) + eps. In T, as the rule computes it op by op.
template <class T> double one_root(const Row& row, double seen) {
    T& v = *static_cast<T*>(row.v);
    const T spatial = static_cast<T>(row.spatial);
    if (row.follows) {
        v *= static_cast<T>(row.beta2);
        if (row.follow == Average) v += static_cast<T>(row.gain2) * spatial;
        else if (!(spatial <= v)) v = v != v ? v : spatial;
    }
    return std::sqrt(v / static_cast<T>(seen)) + static_cast<T>(row.eps);
}

/// @param seen1, seen2  1 − bias1^count1 and 1 − bias2^count2
template <class T> Prepared prepare(const Row& row, double seen1, double seen2, const double* weights) {
    Prepared now{row.scale / seen1, 1, 1, 0, weights};
    if (row.root == OneRoot) now.root = one_root<T>(row, seen2);
    else if (row.peak_of == PeakOfCorrected) now.peak_scale = 1 / seen2;
    else now.root_scale = 1 / std::sqrt(seen2);
    return now;
}

/// Of g[t], g[t−1], … in m: beta1^i / Σ beta1^i, with 0⁰ = 1.
inline void weigh(const Row& row, std::vector<double>& weights) {
    weights.resize(row.length);
    double sum = 0, power = 1;
    for (double& weight : weights) {
        weight = power;
        sum += power;
        power *= row.beta1;
    }
    for (double& weight : weights) weight /= sum;
}

}  // namespace ats::fused
