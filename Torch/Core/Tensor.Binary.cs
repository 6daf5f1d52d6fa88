using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions of two elements at a time, beside arithmetic.</summary>
    public partial class Tensor
    {
        public Tensor atan2(Tensor other) => Ops.atan2.Run(this, other);

        public Tensor atan2_(Tensor other) => Ops.atan2_.Mutate(this, other);

        public Tensor copysign(Tensor other) => Ops.copysign_Tensor.Run(this, other);

        public Tensor copysign_(Tensor other) => Ops.copysign__Tensor.Mutate(this, other);

        public Tensor hypot(Tensor other) => Ops.hypot.Run(this, other);

        public Tensor ldexp(Tensor other) => Ops.ldexp_Tensor.Run(this, other);

        public Tensor ldexp_(Tensor other) => Ops.ldexp_.Mutate(this, other);

        public Tensor nextafter(Tensor other) => Ops.nextafter.Run(this, other);

        public Tensor nextafter_(Tensor other) => Ops.nextafter_.Mutate(this, other);

        public Tensor xlogy(Tensor other) => Ops.xlogy_Tensor.Run(this, other);

        public Tensor xlogy_(Tensor other) => Ops.xlogy__Tensor.Mutate(this, other);

        public Tensor heaviside(Tensor other) => Ops.heaviside.Run(this, other);

        public Tensor heaviside_(Tensor other) => Ops.heaviside_.Mutate(this, other);

        public Tensor gcd(Tensor other) => Ops.gcd.Run(this, other);

        public Tensor gcd_(Tensor other) => Ops.gcd_.Mutate(this, other);

        public Tensor lcm(Tensor other) => Ops.lcm.Run(this, other);

        public Tensor lcm_(Tensor other) => Ops.lcm_.Mutate(this, other);

        public Tensor logical_and(Tensor other) => Ops.logical_and.Run(this, other);

        public Tensor logical_and_(Tensor other) => Ops.logical_and_.Mutate(this, other);

        public Tensor logical_or(Tensor other) => Ops.logical_or.Run(this, other);

        public Tensor logical_or_(Tensor other) => Ops.logical_or_.Mutate(this, other);

        public Tensor logical_xor(Tensor other) => Ops.logical_xor.Run(this, other);

        public Tensor logical_xor_(Tensor other) => Ops.logical_xor_.Mutate(this, other);

        public Tensor bitwise_and(Tensor other) => Ops.bitwise_and_Tensor.Run(this, other);

        public Tensor bitwise_and_(Tensor other) => Ops.bitwise_and__Tensor.Mutate(this, other);

        public Tensor bitwise_or(Tensor other) => Ops.bitwise_or_Tensor.Run(this, other);

        public Tensor bitwise_or_(Tensor other) => Ops.bitwise_or__Tensor.Mutate(this, other);

        public Tensor bitwise_xor(Tensor other) => Ops.bitwise_xor_Tensor.Run(this, other);

        public Tensor bitwise_xor_(Tensor other) => Ops.bitwise_xor__Tensor.Mutate(this, other);

        public Tensor bitwise_left_shift(Tensor other) => Ops.bitwise_left_shift_Tensor.Run(this, other);

        public Tensor bitwise_left_shift_(Tensor other) => Ops.bitwise_left_shift__Tensor.Mutate(this, other);

        public Tensor bitwise_right_shift(Tensor other) => Ops.bitwise_right_shift_Tensor.Run(this, other);

        public Tensor bitwise_right_shift_(Tensor other) => Ops.bitwise_right_shift__Tensor.Mutate(this, other);

        public Tensor float_power(Tensor other) => Ops.float_power_Tensor_Tensor.Run(this, other);

        public Tensor float_power_(Tensor other) => Ops.float_power__Tensor.Mutate(this, other);

        public Tensor igamma(Tensor other) => Ops.igamma.Run(this, other);

        public Tensor igammac(Tensor other) => Ops.igammac.Run(this, other);

        public Tensor logaddexp(Tensor other) => Ops.logaddexp.Run(this, other);

        public Tensor logaddexp2(Tensor other) => Ops.logaddexp2.Run(this, other);

        public Tensor maximum(Tensor other) => Ops.maximum.Run(this, other);

        public Tensor minimum(Tensor other) => Ops.minimum.Run(this, other);

        public Tensor fmax(Tensor other) => Ops.fmax.Run(this, other);

        public Tensor fmin(Tensor other) => Ops.fmin.Run(this, other);

        public Tensor xlogy(Scalar y) => Ops.xlogy_Scalar_Other.Run(this, y);
    }
}
