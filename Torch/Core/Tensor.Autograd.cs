using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor's part in automatic differentiation.</summary>
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Kept(Native.ats_requires_grad(Handle)) != 0;
            set => TorchError.ThrowIfFailed(Kept(Native.ats_set_requires_grad(Handle, value ? 1 : 0)), "requires_grad");
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => Kept(Native.ats_is_leaf(Handle)) != 0;

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => TorchError.ThrowIfFailed(Kept(Native.ats_retain_grad(Handle)), "retain_grad");

        /// <summary>The gradient gathered so far, shaped like the tensor; null before the first backward.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">
        /// Set to one of another shape, type or device, or to the tensor itself.
        /// </exception>
        public Tensor? grad
        {
            get
            {
                var handle = Kept(Native.ats_grad(Handle));
                return handle == 0 ? null : new Tensor(handle);
            }
            set
            {
                var failed = Kept(Native.ats_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(value);
                TorchError.ThrowIfFailed(failed, "grad");
            }
        }

        /// <summary>Adds the gradients of this scalar to every leaf it was computed from.</summary>
        public void backward() => autograd.backward(this);

        /// <inheritdoc cref="backward()"/>
        /// <param name="retain_graph">Keep the graph for another backward; unless given, as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Make the gradients themselves differentiable.</param>
        /// <remarks>
        /// TorchSharp declares create_graph first, but hands the two on by position to where retain_graph is first: by position, both
        /// methods do the same.
        /// </remarks>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same values outside the graph.</summary>
        public Tensor detach() => Ops.detach.Run(this);

        public Tensor detach_() => Ops.detach_.Mutate(this);
    }
}
