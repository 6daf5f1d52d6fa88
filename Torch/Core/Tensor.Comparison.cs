using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Comparisons: elementwise ones give tensors of bool.</summary>
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Ops.eq_Tensor.Run(this, target);

        public Tensor eq_(Tensor target) => Ops.eq__Tensor.Mutate(this, target);

        public Tensor eq(Scalar target) => Ops.eq_Scalar.Run(this, target);

        public Tensor eq_(Scalar target) => Ops.eq__Scalar.Mutate(this, target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor ne(Tensor target) => Ops.ne_Tensor.Run(this, target);

        public Tensor ne_(Tensor target) => Ops.ne__Tensor.Mutate(this, target);

        public Tensor ne(Scalar target) => Ops.ne_Scalar.Run(this, target);

        public Tensor ne_(Scalar target) => Ops.ne__Scalar.Mutate(this, target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor lt(Tensor target) => Ops.lt_Tensor.Run(this, target);

        public Tensor lt_(Tensor target) => Ops.lt__Tensor.Mutate(this, target);

        public Tensor lt(Scalar target) => Ops.lt_Scalar.Run(this, target);

        public Tensor lt_(Scalar target) => Ops.lt__Scalar.Mutate(this, target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor le(Tensor target) => Ops.le_Tensor.Run(this, target);

        public Tensor le_(Tensor target) => Ops.le__Tensor.Mutate(this, target);

        public Tensor le(Scalar target) => Ops.le_Scalar.Run(this, target);

        public Tensor le_(Scalar target) => Ops.le__Scalar.Mutate(this, target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor gt(Tensor target) => Ops.gt_Tensor.Run(this, target);

        public Tensor gt_(Tensor target) => Ops.gt__Tensor.Mutate(this, target);

        public Tensor gt(Scalar target) => Ops.gt_Scalar.Run(this, target);

        public Tensor gt_(Scalar target) => Ops.gt__Scalar.Mutate(this, target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor ge(Tensor target) => Ops.ge_Tensor.Run(this, target);

        public Tensor ge_(Tensor target) => Ops.ge__Tensor.Mutate(this, target);

        public Tensor ge(Scalar target) => Ops.ge_Scalar.Run(this, target);

        public Tensor ge_(Scalar target) => Ops.ge__Scalar.Mutate(this, target);

        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>The same shape and the same elements.</summary>
        public bool Equals(Tensor target) => Ops.equal.RunBool(this, target);

        /// <summary>|this − target| ≤ atol + rtol · |target| everywhere.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Ops.allclose.RunBool(this, target, rtol, atol, equal_nan);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Ops.isclose.Run(this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Ops.isin_Tensor_Tensor.Run(this, test_elements, assumeUnique, invert);

        /// <summary>The rank of each element among sorted boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Ops.bucketize_Tensor.Run(this, boundaries, outInt32, right);
    }
}
