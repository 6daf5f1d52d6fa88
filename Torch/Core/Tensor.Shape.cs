using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements in another shape or order: views where possible.</summary>
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Ops.reshape.Run(this, shape);

        public Tensor view(params long[] shape) => Ops.view.Run(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.flatten_using_ints.Run(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var whole = shape;
            var at = dim < 0 ? (int)dim + whole.Length : (int)dim;
            return view([.. whole[..at], .. sizes, .. whole[(at + 1)..]]);
        }

        public Tensor ravel() => Ops.ravel.Run(this);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Ops.squeeze_dim.Run(this, d) : Ops.squeeze.Run(this);

        public Tensor squeeze_(long? dim = null) => dim is { } d ? Ops.squeeze__dim.Mutate(this, d) : Ops.squeeze_.Mutate(this);

        public Tensor unsqueeze(long dim) => Ops.unsqueeze.Run(this, dim);

        public Tensor unsqueeze_(long dim) => Ops.unsqueeze_.Mutate(this, dim);

        public Tensor t() => Ops.t.Run(this);

        public Tensor T => Ops.numpy_T.Run(this);

        public Tensor mT => transpose(-2, -1);

        public Tensor transpose(long dim0, long dim1) => Ops.transpose_int.Run(this, dim0, dim1);

        public Tensor transpose_(long dim0, long dim1) => Ops.transpose_.Mutate(this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor permute(params long[] permutation) => Ops.permute.Run(this, permutation);

        public Tensor movedim(long[] source, long[] destination) => Ops.movedim_intlist.Run(this, source, destination);

        public Tensor expand(params long[] sizes) => Ops.expand.Run(this, sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Ops.expand.Run(this, sizes.ToArray(), isImplicit);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => Ops.broadcast_to.Run(this, shape);

        public Tensor repeat(params long[] sizes) => Ops.repeat.Run(this, sizes);

        public Tensor tile(long[] reps) => Ops.tile.Run(this, reps);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Ops.repeat_interleave_self_int.Run(this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Ops.repeat_interleave_self_Tensor.Run(this, repeats, dim, output_size);

        public Tensor contiguous() => Ops.contiguous.Run(this);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Ops.as_strided.Run(this, size, strides, storageOffset);

        /// <summary>Sliding windows of <paramref name="size"/> along a dimension, as a view; windows become the last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Ops.unfold.Run(this, dimension, size, step);

        public Tensor flip(params long[] dims) => Ops.flip.Run(this, dims);

        public Tensor fliplr() => Ops.fliplr.Run(this);

        public Tensor flipud() => Ops.flipud.Run(this);

        public Tensor roll(long shifts, long? dims = null) =>
            Ops.roll.Run(this, new[] { shifts }, dims is { } d ? [d] : Array.Empty<long>());

        public Tensor roll(long[] shifts, long[] dims) => Ops.roll.Run(this, shifts, dims);

        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Ops.rot90.Run(this, k, dims is { } d ? [d.Item1, d.Item2] : new long[] { 0, 1 });

        public Tensor tril(long diagonal = 0) => Ops.tril.Run(this, diagonal);

        public Tensor tril_(long diagonal = 0) => Ops.tril_.Mutate(this, diagonal);

        public Tensor triu(long diagonal = 0) => Ops.triu.Run(this, diagonal);

        public Tensor triu_(long diagonal = 0) => Ops.triu_.Mutate(this, diagonal);

        public Tensor diag(long diagonal = 0) => Ops.diag.Run(this, diagonal);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Ops.diagonal.Run(this, offset, dim1, dim2);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Ops.diag_embed.Run(this, offset, dim1, dim2);

        public Tensor trace() => Ops.trace.Run(this);

        public Tensor narrow(long dim, long start, long length) => Ops.narrow.Run(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Ops.slice_Tensor.Run(this, dim, start, finish, step);

        public Tensor[] split(long size, int dim = 0) => Ops.split_Tensor.RunList(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Ops.split_with_sizes.RunList(this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Ops.chunk.RunList(this, chunks, dim);

        public Tensor[] tensor_split(long size, long dim = 0) => Ops.tensor_split_sections.RunList(this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Ops.tensor_split_indices.RunList(this, sizes, dim);

        public Tensor[] unbind(long dimension = 0) => Ops.unbind_int.RunList(this, dimension);
    }
}
