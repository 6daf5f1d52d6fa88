namespace TorchSharp;

/// <summary>Functions of two elements at a time, as methods of the module.</summary>
public static partial class torch
{
    public static Tensor atan2(Tensor left, Tensor right) => left.atan2(right);

    public static Tensor atan2_(Tensor left, Tensor right) => left.atan2_(right);

    public static Tensor copysign(Tensor left, Tensor right) => left.copysign(right);

    public static Tensor copysign_(Tensor left, Tensor right) => left.copysign_(right);

    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    public static Tensor hypot_(Tensor left, Tensor right) => left.hypot_(right);

    public static Tensor ldexp(Tensor left, Tensor right) => left.ldexp(right);

    public static Tensor ldexp_(Tensor left, Tensor right) => left.ldexp_(right);

    public static Tensor nextafter(Tensor left, Tensor right) => left.nextafter(right);

    public static Tensor nextafter_(Tensor left, Tensor right) => left.nextafter_(right);

    public static Tensor xlogy(Tensor left, Tensor right) => left.xlogy(right);

    public static Tensor xlogy_(Tensor left, Tensor right) => left.xlogy_(right);

    public static Tensor heaviside(Tensor left, Tensor right) => left.heaviside(right);

    public static Tensor heaviside_(Tensor left, Tensor right) => left.heaviside_(right);

    public static Tensor gcd(Tensor left, Tensor right) => left.gcd(right);

    public static Tensor gcd_(Tensor left, Tensor right) => left.gcd_(right);

    public static Tensor lcm(Tensor left, Tensor right) => left.lcm(right);

    public static Tensor lcm_(Tensor left, Tensor right) => left.lcm_(right);

    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);

    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    public static Tensor logical_or_(Tensor left, Tensor right) => left.logical_or_(right);

    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    public static Tensor logical_xor_(Tensor left, Tensor right) => left.logical_xor_(right);

    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    public static Tensor bitwise_and_(Tensor left, Tensor right) => left.bitwise_and_(right);

    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    public static Tensor bitwise_or_(Tensor left, Tensor right) => left.bitwise_or_(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    public static Tensor bitwise_xor_(Tensor left, Tensor right) => left.bitwise_xor_(right);

    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => left.bitwise_left_shift(right);

    public static Tensor bitwise_left_shift_(Tensor left, Tensor right) => left.bitwise_left_shift_(right);

    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => left.bitwise_right_shift(right);

    public static Tensor bitwise_right_shift_(Tensor left, Tensor right) => left.bitwise_right_shift_(right);

    public static Tensor float_power(Tensor left, Tensor right) => left.float_power(right);

    public static Tensor float_power_(Tensor left, Tensor right) => left.float_power_(right);

    public static Tensor igamma(Tensor left, Tensor right) => left.igamma(right);

    public static Tensor igamma_(Tensor left, Tensor right) => left.igamma_(right);

    public static Tensor igammac(Tensor left, Tensor right) => left.igammac(right);

    public static Tensor igammac_(Tensor left, Tensor right) => left.igammac_(right);

    public static Tensor logaddexp(Tensor input, Tensor other) => input.logaddexp(other);

    public static Tensor logaddexp2(Tensor input, Tensor other) => input.logaddexp2(other);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);

    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);
}
