using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Many elements to few: sums, extremes, norms, running sums.</summary>
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Ops.sum.Run(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Ops.sum_dim_IntList.Run(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Ops.mean.Run(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.mean_dim.Run(this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Ops.prod.Run(this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Ops.prod_dim_int.Run(this, dim, keepdim, type);

        public Tensor max() => Ops.max.Run(this);

        public Tensor max(Tensor other) => Ops.max_other.Run(this, other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.max_dim.Run2(this, dim, keepdim);

        public Tensor min() => Ops.min.Run(this);

        public Tensor min(Tensor other) => Ops.min_other.Run(this, other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.min_dim.Run2(this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false) => Ops.amax.Run(this, dims, keepdim);

        public Tensor amax(params long[] dims) => Ops.amax.Run(this, dims);

        public Tensor amin(long[] dims, bool keepdim = false) => Ops.amin.Run(this, dims, keepdim);

        public Tensor amin(params long[] dims) => Ops.amin.Run(this, dims);

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Ops.aminmax.Run2(this, dim, keepdim);

        public Tensor argmax() => Ops.argmax.Run(this);

        public Tensor argmax(long dim, bool keepdim = false) => Ops.argmax.Run(this, dim, keepdim);

        public Tensor argmin() => Ops.argmin.Run(this);

        public Tensor argmin(long dim, bool keepdim = false) => Ops.argmin.Run(this, dim, keepdim);

        public Tensor all() => Ops.all.Run(this);

        public Tensor all(long dim, bool keepdim = false) => Ops.all_dim.Run(this, dim, keepdim);

        public Tensor any() => Ops.any.Run(this);

        public Tensor any(long dim, bool keepdim = false) => Ops.any_dim.Run(this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Ops.count_nonzero.Run(this) : Ops.count_nonzero_dim_IntList.Run(this, dims);

        public Tensor median() => Ops.median.Run(this);

        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Ops.mode.Run2(this, dim, keepdim);

        public Tensor nansum() => Ops.nansum.Run(this);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Ops.nanmean.Run(this, dim is { } d ? new long[] { d } : null, keepdim, dtype);

        public Tensor nanmedian() => Ops.nanmedian.Run(this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.quantile.Run(this, q, dim, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.logsumexp.Run(this, new[] { dim }, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Ops.norm_Scalar.Run(this, (Scalar)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Ops.norm_ScalarOpt_dim.Run(this, (Scalar)p, new long[] { dim }, keepdim);

        public Tensor dist(Tensor other, float p = 2.0f) => Ops.dist.Run(this, other, (Scalar)p);

        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.cumsum.Run(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.cumprod.Run(this, dim, type);

        public (Tensor values, Tensor indexes) cummax(long dim) => Ops.cummax.Run2(this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => Ops.cummin.Run2(this, dim);

        public Tensor logcumsumexp(long dim) => Ops.logcumsumexp.Run(this, dim);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Ops.diff.Run(this, n, dim, prepend, append);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Ops.histc.Run(this, bins, (Scalar)min, (Scalar)max);

        public Tensor bincount(Tensor? weights = null, long minlength = 0) => Ops.bincount.Run(this, weights, minlength);

        /// <param name="unbiased">Divide by n − 1 instead of n.</param>
        public Tensor std(bool unbiased = true) => Ops.std_correction.Run(this, Arg.None, unbiased ? 1 : 0);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_correction.Run(AsType(type), dimensions, unbiased ? 1 : 0, keepdim);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Ops.std_mean_correction.Run2(this, Arg.None, unbiased ? 1 : 0);

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_correction.Run2(AsType(type), dimensions, unbiased ? 1 : 0, keepdim);

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim], unbiased, keepdim, type);

        /// <param name="unbiased">Divide by n − 1 instead of n.</param>
        public Tensor var(bool unbiased = true) => Ops.var_correction.Run(this, Arg.None, unbiased ? 1 : 0);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_correction.Run(AsType(type), dimensions, unbiased ? 1 : 0, keepdim);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Ops.var_mean_correction.Run2(this, Arg.None, unbiased ? 1 : 0);

        public (Tensor @var, Tensor mean) var_mean(
            long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_correction.Run2(AsType(type), dimensions, unbiased ? 1 : 0, keepdim);

        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim], unbiased, keepdim, type);

        Tensor AsType(ScalarType? type) => type is { } t ? to_type(t) : this;
    }
}
