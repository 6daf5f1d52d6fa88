using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Arithmetic between tensors, and between a tensor and a number.</summary>
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Ops.add_Tensor.Run(this, target);

        public Tensor add(Scalar scalar) => Ops.add_Scalar.Run(this, scalar);

        public Tensor add_(Tensor target) => Ops.add__Tensor.Mutate(this, target);

        public Tensor add_(Scalar scalar) => Ops.add__Scalar.Mutate(this, scalar);

        public Tensor sub(Tensor target) => Ops.sub_Tensor.Run(this, target);

        public Tensor sub(Scalar scalar) => Ops.sub_Scalar.Run(this, scalar);

        public Tensor sub_(Tensor target) => Ops.sub__Tensor.Mutate(this, target);

        public Tensor sub_(Scalar scalar) => Ops.sub__Scalar.Mutate(this, scalar);

        public Tensor mul(Tensor target) => Ops.mul_Tensor.Run(this, target);

        public Tensor mul(Scalar scalar) => Ops.mul_Scalar.Run(this, scalar);

        public Tensor mul_(Tensor target) => Ops.mul__Tensor.Mutate(this, target);

        public Tensor mul_(Scalar scalar) => Ops.mul__Scalar.Mutate(this, scalar);

        /// <summary>this + alpha · target.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Ops.add_Tensor.Run(this, target, alpha);

        public Tensor add(Scalar scalar, Scalar alpha) => Ops.add_Scalar.Run(this, scalar, alpha);

        /// <summary>this ← this + alpha · target.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Ops.add__Tensor.Mutate(this, target, alpha);

        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.add__Scalar.Mutate(this, scalar, alpha);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.div_Tensor.Run(this, target) : Ops.div_Tensor_mode.Run(this, target, NameOf(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor remainder(Tensor other) => Ops.remainder_Tensor.Run(this, other);

        public Tensor fmod(Tensor other) => Ops.fmod_Tensor.Run(this, other);

        public Tensor pow(Tensor other) => Ops.pow_Tensor_Tensor.Run(this, other);

        public Tensor floor_divide(Tensor other) => Ops.floor_divide.Run(this, other);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.div_Scalar.Run(this, target) : Ops.div_Scalar_mode.Run(this, target, NameOf(rounding_mode));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor remainder(Scalar other) => Ops.remainder_Scalar.Run(this, other);

        public Tensor fmod(Scalar other) => Ops.fmod_Scalar.Run(this, other);

        public Tensor pow(Scalar other) => Ops.pow_Tensor_Scalar.Run(this, other);

        public Tensor floor_divide(Scalar other) => Ops.floor_divide_Scalar.Run(this, other);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.div__Tensor.Mutate(this, target) : Ops.div__Tensor_mode.Mutate(this, target, NameOf(rounding_mode));

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor remainder_(Tensor other) => Ops.remainder__Tensor.Mutate(this, other);

        public Tensor fmod_(Tensor other) => Ops.fmod__Tensor.Mutate(this, other);

        public Tensor pow_(Tensor other) => Ops.pow__Tensor.Mutate(this, other);

        public Tensor floor_divide_(Tensor other) => Ops.floor_divide__Tensor.Mutate(this, other);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Ops.div__Scalar.Mutate(this, target) : Ops.div__Scalar_mode.Mutate(this, target, NameOf(rounding_mode));

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor remainder_(Scalar other) => Ops.remainder__Scalar.Mutate(this, other);

        public Tensor fmod_(Scalar other) => Ops.fmod__Scalar.Mutate(this, other);

        public Tensor pow_(Scalar other) => Ops.pow__Scalar.Mutate(this, other);

        public Tensor floor_divide_(Scalar other) => Ops.floor_divide__Scalar.Mutate(this, other);

        /// <summary>this + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul.Run(this, tensor1, tensor2, value);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2) => Ops.addcmul.Run(this, tensor1, tensor2);

        /// <summary>this + value · tensor1 · tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul_.Mutate(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2) => Ops.addcmul_.Mutate(this, tensor1, tensor2);

        /// <summary>this + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv.Run(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Ops.addcdiv.Run(this, tensor1, tensor2);

        /// <summary>this + value · tensor1 / tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv_.Mutate(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.addcdiv_.Mutate(this, tensor1, tensor2);

        /// <summary>this + weight · (end − this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Ops.lerp_Tensor.Run(this, end, weight);

        public Tensor lerp(Tensor end, Scalar weight) => Ops.lerp_Scalar.Run(this, end, weight);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.clamp.Run(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.clamp_Tensor.Run(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => Ops.clamp_min.Run(this, min);

        public Tensor clamp_max(Scalar max) => Ops.clamp_max.Run(this, max);

        /// <summary>this + weight · (end − this), in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Ops.lerp__Tensor.Mutate(this, end, weight);

        public Tensor lerp_(Tensor end, Scalar weight) => Ops.lerp__Scalar.Mutate(this, end, weight);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.clamp_.Mutate(this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.clamp__Tensor.Mutate(this, min, max);

        public Tensor clamp_min_(Scalar min) => Ops.clamp_min_.Mutate(this, min);

        public Tensor clamp_max_(Scalar max) => Ops.clamp_max_.Mutate(this, max);

        static string NameOf(RoundingMode mode) => mode == RoundingMode.trunc ? "trunc" : "floor";
    }

    /// <summary>What becomes of a quotient: kept, cut towards zero, or taken down.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
