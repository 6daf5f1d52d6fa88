// The fused step away from the CPU: the same program as the kernels', stage by stage over lists of tensors, by libtorch's foreach
// operators. They take many tensors a launch, so that a step is some ten launches and not some ten for each parameter.
//
// What a row needs as a number and only the device knows (max|g|, Σg², the one v of a block) comes back in a single copy a step.
#include "fused_foreach.h"

#include "abi.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace ats::fused {
namespace {

using Tensors = std::vector<at::Tensor>;

// A stage's results are kept for the rows of a batch, not of a model: memory stays that of the op-by-op step of a large parameter.
constexpr int64_t batch_size = 8 << 20;  // elements

at::Tensor tensor_of(void* handle) { return borrow(static_cast<Impl*>(handle)); }

/// Rows whose stages are the same, number for number.
struct Batch {
    std::vector<const Row*> rows;
    Prepared now{};
    int64_t size = 0;

    const Row& first() const { return *rows.front(); }

    Tensors all(void* Row::*field) const {
        Tensors tensors;
        tensors.reserve(rows.size());
        for (const Row* row : rows) tensors.push_back(tensor_of(row->*field));
        return tensors;
    }

    Tensors past(int32_t k) const {
        Tensors tensors;
        tensors.reserve(rows.size());
        for (const Row* row : rows) tensors.push_back(tensor_of(row->window[k]));
        return tensors;
    }

    bool takes(const Row& row, const Prepared& its) const {
        const Row& a = first();
        const auto numbers = [](const Row& r) {
            return std::make_tuple(r.decay, r.penalty, r.beta1, r.gain1, r.loss1, r.mix_m, r.mix_g, r.beta2, r.gain2, r.eps);
        };
        const auto stages = [](const Row& r) {
            return std::make_tuple(r.mean, r.root, r.follow, r.peak_of, r.length, !r.m, !r.source, !r.delta, !r.powers);
        };
        const auto scales = [](const Prepared& p) { return std::make_tuple(p.scale, p.root_scale, p.peak_scale); };
        return size + tensor_of(row.theta).numel() <= batch_size && stages(a) == stages(row) && numbers(a) == numbers(row)
            && scales(now) == scales(its);
    }
};

void fit(void* handle, const char* name, const at::Tensor& theta, int64_t size) {
    if (!handle) return;
    const at::Tensor tensor = tensor_of(handle);
    TORCH_CHECK(tensor.is_contiguous() && tensor.scalar_type() == theta.scalar_type() && tensor.numel() == size
            && tensor.device() == theta.device(),
        name, " must hold ", size, " elements of ", theta.scalar_type(), ", contiguous, on ", theta.device(), "; it holds ", tensor.numel(),
        " of ", tensor.scalar_type(), " on ", tensor.device());
}

void fit(const Row& row) {
    const at::Tensor theta = tensor_of(row.theta);
    const int64_t size = theta.numel();
    fit(row.grad, "the gradient", theta, size);
    fit(row.delta, "delta", theta, size);
    fit(row.m, "m", theta, size);
    fit(row.v, "v", theta, row.root == OneRoot ? 1 : size);
    fit(row.peak, "the peak of v", theta, size);
    fit(row.source, "the gradient for v", theta, size);
    fit(row.leaving, "the gradient that leaves", theta, size);
    fit(row.slot, "the slot of the window", theta, size);
    fit(row.powers, "p", theta, size);
    for (int32_t k = 1; row.mean == Direct && !row.fills && k < row.length; ++k) fit(row.window[k - 1], "the window", theta, size);
}

void copy(const Tensors& to, const Tensors& from) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
    at::_foreach_copy_(to, from);
#else
    at::_foreach_zero_(to);
    at::_foreach_add_(to, from);
#endif
}

/// Numbers on the device that the step needs here: asked for one by one, brought together.
class Answers {
    Tensors asked;
    at::Tensor here;

public:
    size_t ask(const at::Tensor& number) {
        asked.push_back(number.dim() ? number.reshape({}) : number);
        return asked.size() - 1;
    }

    void bring() {
        if (!asked.empty()) here = at::stack(asked).to(at::kCPU, at::kDouble);
    }

    double operator[](size_t index) const { return here.data_ptr<double>()[index]; }
};

/// max|g| and Σg² of the rows that note them.
class Notes {
    struct Norm {
        Row* row;
        size_t at;
    };

    std::vector<Norm> largest, euclidean;

    static std::vector<Norm> ask(Row* rows, size_t count, Note what, double order, Answers& answers) {
        Tensors grads;
        std::vector<Norm> norms;
        for (size_t k = 0; k < count; ++k) {
            at::Tensor grad = tensor_of(rows[k].grad);
            // The largest of no elements is 0 to us and an error to libtorch.
            if (!(rows[k].note & what) || grad.numel() == 0) continue;
            grads.push_back(std::move(grad));
            norms.push_back({rows + k, 0});
        }
        if (grads.empty()) return norms;
        const Tensors found = at::_foreach_norm(grads, order);
        for (size_t k = 0; k < found.size(); ++k) norms[k].at = answers.ask(found[k]);
        return norms;
    }

public:
    Notes(Row* rows, size_t count, Answers& answers)
        : largest(ask(rows, count, NoteLargest, std::numeric_limits<double>::infinity(), answers)),
          euclidean(ask(rows, count, NoteSquares, 2, answers)) {
        for (size_t k = 0; k < count; ++k) rows[k].largest = rows[k].squares = 0;
    }

    void write(const Answers& answers) const {
        for (const Norm& norm : largest) norm.row->largest = answers[norm.at];
        for (const Norm& norm : euclidean) norm.row->squares = answers[norm.at] * answers[norm.at];
    }
};

/// The v of whole blocks: brought here, taken a step further by the arithmetic of the CPU's step, and written back.
template <class T> class Scales {
    struct Scale {
        at::Tensor v;
        size_t at;
        T value;
        bool moved;
    };

    std::map<void*, Scale> scales;  // rows may share one

public:
    Scales(const Row* rows, size_t count, Answers& answers) {
        for (size_t k = 0; k < count; ++k) {
            const Row& row = rows[k];
            if (row.fills || row.root != OneRoot || scales.count(row.v)) continue;
            const at::Tensor v = tensor_of(row.v);
            scales[row.v] = {v, answers.ask(v), 0, false};
        }
    }

    void read(const Answers& answers) {
        for (auto& entry : scales) entry.second.value = static_cast<T>(answers[entry.second.at]);
    }

    Prepared prepare(const Row& row, double seen1, double seen2) {
        Row here = row;
        if (row.root == OneRoot) {
            Scale& scale = scales.at(row.v);
            here.v = &scale.value;
            scale.moved |= row.follows != 0;
        }
        return fused::prepare<T>(here, seen1, seen2, nullptr);
    }

    void write() const {
        Tensors moved;
        std::vector<at::Scalar> values;
        for (const auto& entry : scales) {
            if (!entry.second.moved) continue;
            moved.push_back(entry.second.v);
            values.emplace_back(static_cast<double>(entry.second.value));
        }
        if (moved.empty()) return;
        at::_foreach_zero_(moved);
        at::_foreach_add_(moved, values);
    }
};

/// What a step is proportional to: x, or x / (r·scale).
struct Quotient {
    Tensors x, r;
    double scale = 1;

    void add_to(const Tensors& target, double factor) const {
        if (r.empty()) at::_foreach_add_(target, x, factor / scale);
        else at::_foreach_addcdiv_(target, x, r, factor / scale);
    }
};

/// 0 where x is, so that nothing over nothing is nothing with eps = 0.
void keep_nothing(Tensors& quotients, const Tensors& x) {
    for (size_t k = 0; k < x.size(); ++k) quotients[k].masked_fill_(x[k] == 0, 0);
}

Tensors sum(const Batch& batch, const Tensors& g) {
    std::vector<double> weights;
    weigh(batch.first(), weights);
    Tensors x = at::_foreach_mul(g, weights[0]);
    for (int32_t k = 1; k < batch.first().length; ++k) at::_foreach_add_(x, batch.past(k - 1), weights[k]);
    if (batch.first().m) copy(batch.all(&Row::m), x);
    return x;
}

Tensors numerator(const Batch& batch, const Tensors& g) {
    const Row& row = batch.first();
    if (row.mean == Latest) return g;
    if (row.mean == Direct) return sum(batch, g);
    const Tensors m = batch.all(&Row::m);
    at::_foreach_mul_(m, row.beta1);
    if (row.mean == Sliding) at::_foreach_add_(m, batch.all(&Row::leaving), -row.loss1);
    at::_foreach_add_(m, g, row.gain1);
    return m;
}

Tensors mixed(const Row& row, const Tensors& x, const Tensors& g) {
    if (row.mix_g == 0 && row.mix_m == 1) return x;
    Tensors mix = at::_foreach_mul(x, row.mix_m);
    at::_foreach_add_(mix, g, row.mix_g);
    return mix;
}

void follow(const Row& row, const Tensors& v, const Tensors& source) {
    at::_foreach_mul_(v, row.beta2);
    if (row.follow == Average) at::_foreach_addcmul_(v, source, source, row.gain2);
    else at::_foreach_maximum_(v, at::_foreach_mul(source, source));
}

/// √v, after v followed its gradient.
Tensors element_roots(const Batch& batch, const Tensors& g) {
    const Row& row = batch.first();
    const Tensors v = batch.all(&Row::v);
    follow(row, v, row.source ? batch.all(&Row::source) : g);
    if (row.peak_of == NoPeak) return at::_foreach_sqrt(v);
    const Tensors peak = batch.all(&Row::peak);
    if (batch.now.peak_scale == 1) at::_foreach_maximum_(peak, v);
    else at::_foreach_maximum_(peak, at::_foreach_mul(v, batch.now.peak_scale));
    return at::_foreach_sqrt(peak);
}

/// Elements rest until their own v is above 0. There are no foreach operators for this.
Quotient awake(const Batch& batch, const Tensors& x, const Tensors& g) {
    const Row& row = batch.first();
    const Tensors v = batch.all(&Row::v), powers = batch.all(&Row::powers);
    follow(row, v, row.source ? batch.all(&Row::source) : g);
    Quotient q;
    for (size_t k = 0; k < v.size(); ++k) {
        const at::Tensor& p = powers[k];
        p.copy_(at::where(v[k].gt(0).logical_or_(p.lt(1)), p * row.beta2, p));
        const at::Tensor root = (row.bias2 == 0 ? v[k] : v[k] / (1 - p)).sqrt().add_(row.eps);
        q.x.push_back((x[k] / root).masked_fill_(p.eq(1).logical_or_(x[k].eq(0)), 0));
    }
    return q;
}

Quotient quotient(const Batch& batch, const Tensors& x, const Tensors& g, const std::vector<at::Scalar>& roots) {
    const Row& row = batch.first();
    if (row.root == NoRoot) return {x, {}};
    if (row.root == OneRoot) {
        Quotient q{at::_foreach_div(x, roots), {}};
        if (!(row.eps > 0)) keep_nothing(q.x, x);
        return q;
    }
    if (row.powers) return awake(batch, x, g);
    // √v·s + eps is s·(√v + eps / s), with s left to the factor of the whole: a pass less.
    const double scale = batch.now.root_scale;
    const Tensors r = element_roots(batch, g);
    if (row.eps > 0) {
        at::_foreach_add_(r, row.eps / scale);
        return {x, r, scale};
    }
    Quotient q{at::_foreach_div(x, r), {}, scale};
    keep_nothing(q.x, x);
    return q;
}

void run(const Batch& batch, const std::vector<at::Scalar>& roots) {
    const Row& row = batch.first();
    const Tensors theta = batch.all(&Row::theta), grads = batch.all(&Row::grad);
    const Tensors g = row.penalty == 0 ? grads : at::_foreach_add(grads, theta, row.penalty);
    const Quotient q = quotient(batch, mixed(row, numerator(batch, g), g), g, roots);
    if (row.delta) {
        const Tensors delta = batch.all(&Row::delta);
        at::_foreach_zero_(delta);
        q.add_to(delta, batch.now.scale);
        if (row.decay != 0) at::_foreach_add_(delta, theta, row.decay);
    } else {
        if (row.decay != 0) at::_foreach_mul_(theta, 1 - row.decay);
        q.add_to(theta, -batch.now.scale);
    }
}

/// Copies the gradients into the windows; last, as other stages still read what lay there.
void push(Row* rows, size_t count) {
    Tensors slots, grads;
    for (size_t k = 0; k < count; ++k) {
        if (!rows[k].slot) continue;
        slots.push_back(tensor_of(rows[k].slot));
        grads.push_back(tensor_of(rows[k].grad));
    }
    if (!slots.empty()) copy(slots, grads);
}

double seen(double base, int64_t count) { return base == 0 ? 1 : 1 - std::pow(base, static_cast<double>(count)); }

struct Work {
    Batch batch;
    std::vector<at::Scalar> roots;
};

template <class T> std::vector<Work> sort(const Row* rows, size_t count, Scales<T>& scales) {
    std::vector<Work> works;
    for (size_t k = 0; k < count; ++k) {
        const Row& row = rows[k];
        if (row.fills) continue;
        const Prepared now = scales.prepare(row, seen(row.bias1, row.count1), seen(row.bias2, row.count2));
        auto work = std::find_if(works.begin(), works.end(), [&](const Work& w) { return w.batch.takes(row, now); });
        if (work == works.end()) {
            works.push_back({{{&row}, now, 0}, {}});
            work = works.end() - 1;
        } else {
            work->batch.rows.push_back(&row);
        }
        work->batch.size += tensor_of(row.theta).numel();
        work->roots.emplace_back(now.root);
    }
    return works;
}

template <class T> void step(Row* rows, size_t count) {
    for (size_t k = 0; k < count; ++k) fit(rows[k]);
    Answers answers;
    const Notes notes(rows, count, answers);
    Scales<T> scales(rows, count, answers);
    answers.bring();
    notes.write(answers);
    scales.read(answers);
    for (const Work& work : sort<T>(rows, count, scales)) run(work.batch, work.roots);
    scales.write();
    push(rows, count);
}

}  // namespace

void foreach_step(Row* rows, size_t count, at::ScalarType type) {
    const at::NoGradGuard no_grad;
    if (type == at::ScalarType::Float) step<float>(rows, count);
    else step<double>(rows, count);
}

void foreach_measure(Row* rows, size_t count) {
    const at::NoGradGuard no_grad;
    Answers answers;
    const Notes notes(rows, count, answers);
    answers.bring();
    notes.write(answers);
}

}  // namespace ats::fused
