using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Picking elements out, putting them in, and putting them in order.</summary>
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Ops.index_select.Run(this, dim, index);

        public Tensor select(long dim, long index) => Ops.select_int.Run(this, dim, index);

        public Tensor take(Tensor index) => Ops.take.Run(this, index);

        public Tensor take_along_dim(Tensor indices, long dim) => Ops.take_along_dim.Run(this, indices, dim);

        public Tensor gather(long dim, Tensor index) => Ops.gather.Run(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.scatter_src.Run(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.scatter__src.Mutate(this, dim, index, src);

        public Tensor scatter(long dim, Tensor index, Scalar value) => Ops.scatter_value.Run(this, dim, index, value);

        public Tensor scatter_(long dim, Tensor index, Scalar value) => Ops.scatter__value.Mutate(this, dim, index, value);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.scatter_add.Run(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.scatter_add_.Mutate(this, dim, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Ops.index_add.Run(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.index_add_.Mutate(this, dim, index, source, alpha);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Ops.index_copy.Run(this, dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Ops.index_copy_.Mutate(this, dim, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Ops.index_fill_int_Scalar.Run(this, dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Ops.index_fill__int_Scalar.Mutate(this, dim, index, value);

        public Tensor masked_select(Tensor mask) => Ops.masked_select.Run(this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.masked_fill_Scalar.Run(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.masked_fill__Scalar.Mutate(this, mask, value);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Ops.masked_scatter.Run(this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => Ops.masked_scatter_.Mutate(this, mask, value);

        /// <summary>The positions of the elements that are not zero: [n, dimensions].</summary>
        public Tensor nonzero() => Ops.nonzero.Run(this);

        public Tensor argwhere() => Ops.argwhere.Run(this);

        /// <summary>This where the condition holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Ops.where_self.Run(condition, this, y);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.sort_stable.Run2(this, stable, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => Ops.argsort.Run(this, dim, descending);

        public Tensor msort() => Ops.msort.Run(this);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.topk.Run2(this, k, dim, largest, sorted);

        /// <summary>The k-th smallest along a dimension, counting from 1.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Ops.kthvalue.Run2(this, k, dim ?? -1, keepdim);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } d
                ? Ops.unique_dim.Run3(this, d, sorted, return_inverse, return_counts)
                : Ops._unique2.Run3(this, sorted, return_inverse, return_counts);
            return (output, return_inverse ? inverse : null, return_counts ? counts : null);
        }
    }
}
