using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Subscripts, as in Python: numbers, slices and new axes give views; tensors of indices or masks give copies.</summary>
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get
            {
                var at = this;
                foreach (var i in indices)
                    at = at.select(0, i);
                return ReferenceEquals(at, this) ? alias() : at;
            }
            set => this[indices].copy_(value);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, advanced) = Locate(indices);
            return advanced is null ? (ReferenceEquals(view, this) ? alias() : view) : Ops.index_Tensor.Run(view, Arg.Optionals(advanced));
        }

        public Tensor index(params Tensor[] indices) => Ops.index_Tensor.Run(this, Arg.Optionals(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        /// <param name="accumulate">Add to what is there instead of replacing it.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, advanced) = Locate(indices);
            if (advanced is not null)
                Ops.index_put_.Mutate(view, Arg.Optionals(advanced), value, accumulate);
            else if (accumulate)
                view.add_(value);
            else
                view.copy_(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Ops.index_put_.Mutate(this, Arg.Optionals(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices) =>
            index_put_(FromScalar(value).to(dtype, device), indices, accumulate: false);

        /// <summary>
        /// The view that the plain indices describe, and the tensors that remain to index it with: one a dimension, but a mask one for
        /// all the dimensions it covers, for libtorch itself replaces it by an index for each of them.
        /// </summary>
        (Tensor View, Tensor?[]? Advanced) Locate(TensorIndex[] indices)
        {
            var view = this;
            var advanced = new List<Tensor?>();
            long dim = 0, surplus = 0;                      // surplus: dimensions before dim that have no place in the list
            foreach (var index in indices)
            {
                switch (index.What)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(dim, index.Start!.Value);
                        break;
                    case TensorIndex.Kind.Slice:
                        if (index is not { Start: null, Stop: null, Step: null })
                            view = Ops.slice_Tensor.Run(view, dim, index.Start, index.Stop, index.Step ?? 1);
                        dim++;
                        break;
                    case TensorIndex.Kind.NewAxis:
                        view = view.unsqueeze(dim++);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim += view.Dimensions - dim - DimensionsTaken(indices.AsSpan()[(Array.FindIndex(indices, IsEllipsis) + 1)..]);
                        break;
                    case TensorIndex.Kind.Bool:
                        view = view.unsqueeze(dim);
                        Place(advanced, dim++ - surplus, tensor([index.Start != 0]).to(device));
                        break;
                    case TensorIndex.Kind.Tensor when index.Indices is { Dimensions: 0 } one && torch.is_integral(one.dtype):
                        if (!IsMask(one))
                        {
                            view = view.select(dim, one.ToInt64());
                            break;
                        }
                        view = view.unsqueeze(dim);
                        Place(advanced, dim++ - surplus, one.reshape(1));
                        break;
                    default:
                        Place(advanced, dim - surplus, index.Indices!);
                        var taken = DimensionsTaken(index.Indices!);
                        dim += taken;
                        surplus += taken - 1;
                        break;
                }
            }
            return (view, advanced.Count == 0 ? null : [.. advanced]);
        }

        static bool IsEllipsis(TensorIndex index) => index.What == TensorIndex.Kind.Ellipsis;

        /// <summary>Dimensions of the tensor that these indices use up.</summary>
        static long DimensionsTaken(ReadOnlySpan<TensorIndex> indices)
        {
            long taken = 0;
            foreach (var index in indices)
            {
                taken += index.What switch
                {
                    TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
                    TensorIndex.Kind.Tensor => DimensionsTaken(index.Indices!),
                    _ => 0,
                };
            }
            return taken;
        }

        static long DimensionsTaken(Tensor indices) => IsMask(indices) ? indices.Dimensions : 1;

        /// <summary>Bytes, too, are a mask to libtorch.</summary>
        static bool IsMask(Tensor indices) => indices.dtype is ScalarType.Bool or ScalarType.Byte;

        static void Place(List<Tensor?> advanced, long position, Tensor indices)
        {
            while (advanced.Count < position)
                advanced.Add(null);
            advanced.Add(indices);
        }
    }
}
