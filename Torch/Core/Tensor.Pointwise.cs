using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions of one element at a time.</summary>
    public partial class Tensor
    {
        public Tensor abs() => Ops.abs.Run(this);

        public Tensor abs_() => Ops.abs_.Mutate(this);

        public Tensor acos() => Ops.acos.Run(this);

        public Tensor acos_() => Ops.acos_.Mutate(this);

        public Tensor acosh() => Ops.acosh.Run(this);

        public Tensor acosh_() => Ops.acosh_.Mutate(this);

        public Tensor asin() => Ops.asin.Run(this);

        public Tensor asin_() => Ops.asin_.Mutate(this);

        public Tensor asinh() => Ops.asinh.Run(this);

        public Tensor asinh_() => Ops.asinh_.Mutate(this);

        public Tensor atan() => Ops.atan.Run(this);

        public Tensor atan_() => Ops.atan_.Mutate(this);

        public Tensor atanh() => Ops.atanh.Run(this);

        public Tensor atanh_() => Ops.atanh_.Mutate(this);

        public Tensor ceil() => Ops.ceil.Run(this);

        public Tensor ceil_() => Ops.ceil_.Mutate(this);

        public Tensor cos() => Ops.cos.Run(this);

        public Tensor cos_() => Ops.cos_.Mutate(this);

        public Tensor cosh() => Ops.cosh.Run(this);

        public Tensor cosh_() => Ops.cosh_.Mutate(this);

        public Tensor deg2rad() => Ops.deg2rad.Run(this);

        public Tensor deg2rad_() => Ops.deg2rad_.Mutate(this);

        public Tensor digamma() => Ops.digamma.Run(this);

        public Tensor digamma_() => Ops.digamma_.Mutate(this);

        public Tensor erf() => Ops.erf.Run(this);

        public Tensor erf_() => Ops.erf_.Mutate(this);

        public Tensor erfc() => Ops.erfc.Run(this);

        public Tensor erfc_() => Ops.erfc_.Mutate(this);

        public Tensor erfinv() => Ops.erfinv.Run(this);

        public Tensor erfinv_() => Ops.erfinv_.Mutate(this);

        public Tensor exp() => Ops.exp.Run(this);

        public Tensor exp_() => Ops.exp_.Mutate(this);

        public Tensor exp2() => Ops.exp2.Run(this);

        public Tensor exp2_() => Ops.exp2_.Mutate(this);

        public Tensor expm1() => Ops.expm1.Run(this);

        public Tensor expm1_() => Ops.expm1_.Mutate(this);

        public Tensor floor() => Ops.floor.Run(this);

        public Tensor floor_() => Ops.floor_.Mutate(this);

        public Tensor frac() => Ops.frac.Run(this);

        public Tensor frac_() => Ops.frac_.Mutate(this);

        public Tensor i0() => Ops.i0.Run(this);

        public Tensor i0_() => Ops.i0_.Mutate(this);

        public Tensor lgamma() => Ops.lgamma.Run(this);

        public Tensor lgamma_() => Ops.lgamma_.Mutate(this);

        public Tensor log() => Ops.log.Run(this);

        public Tensor log_() => Ops.log_.Mutate(this);

        public Tensor log10() => Ops.log10.Run(this);

        public Tensor log10_() => Ops.log10_.Mutate(this);

        public Tensor log1p() => Ops.log1p.Run(this);

        public Tensor log1p_() => Ops.log1p_.Mutate(this);

        public Tensor log2() => Ops.log2.Run(this);

        public Tensor log2_() => Ops.log2_.Mutate(this);

        public Tensor logical_not() => Ops.logical_not.Run(this);

        public Tensor logical_not_() => Ops.logical_not_.Mutate(this);

        public Tensor neg() => Ops.neg.Run(this);

        public Tensor neg_() => Ops.neg_.Mutate(this);

        public Tensor rad2deg() => Ops.rad2deg.Run(this);

        public Tensor rad2deg_() => Ops.rad2deg_.Mutate(this);

        public Tensor reciprocal() => Ops.reciprocal.Run(this);

        public Tensor reciprocal_() => Ops.reciprocal_.Mutate(this);

        public Tensor rsqrt() => Ops.rsqrt.Run(this);

        public Tensor rsqrt_() => Ops.rsqrt_.Mutate(this);

        public Tensor sgn() => Ops.sgn.Run(this);

        public Tensor sgn_() => Ops.sgn_.Mutate(this);

        public Tensor sigmoid() => Ops.sigmoid.Run(this);

        public Tensor sigmoid_() => Ops.sigmoid_.Mutate(this);

        public Tensor sign() => Ops.sign.Run(this);

        public Tensor sign_() => Ops.sign_.Mutate(this);

        public Tensor sin() => Ops.sin.Run(this);

        public Tensor sin_() => Ops.sin_.Mutate(this);

        public Tensor sinc() => Ops.sinc.Run(this);

        public Tensor sinc_() => Ops.sinc_.Mutate(this);

        public Tensor sinh() => Ops.sinh.Run(this);

        public Tensor sinh_() => Ops.sinh_.Mutate(this);

        public Tensor sqrt() => Ops.sqrt.Run(this);

        public Tensor sqrt_() => Ops.sqrt_.Mutate(this);

        public Tensor square() => Ops.square.Run(this);

        public Tensor tan() => Ops.tan.Run(this);

        public Tensor tan_() => Ops.tan_.Mutate(this);

        public Tensor tanh() => Ops.tanh.Run(this);

        public Tensor tanh_() => Ops.tanh_.Mutate(this);

        public Tensor trunc() => Ops.trunc.Run(this);

        public Tensor trunc_() => Ops.trunc_.Mutate(this);

        public Tensor bitwise_not() => Ops.bitwise_not.Run(this);

        public Tensor bitwise_not_() => Ops.bitwise_not_.Mutate(this);

        public Tensor angle() => Ops.angle.Run(this);

        public Tensor signbit() => Ops.signbit.Run(this);

        public Tensor positive() => Ops.positive.Run(this);

        public Tensor isnan() => Ops.isnan.Run(this);

        public Tensor isinf() => Ops.isinf.Run(this);

        public Tensor isfinite() => Ops.isfinite.Run(this);

        public Tensor isposinf() => Ops.isposinf.Run(this);

        public Tensor isneginf() => Ops.isneginf.Run(this);

        public Tensor isreal() => Ops.isreal.Run(this);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor arccosh() => acosh();

        public Tensor arccosh_() => acosh_();

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor arcsinh() => asinh();

        public Tensor arcsinh_() => asinh_();

        public Tensor arctan() => atan();

        public Tensor arctan_() => atan_();

        public Tensor arctanh() => atanh();

        public Tensor arctanh_() => atanh_();

        public Tensor negative() => neg();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        /// <param name="decimals">Digits kept after the point; halves go to even.</param>
        public Tensor round(long decimals = 0) => decimals == 0 ? Ops.round.Run(this) : Ops.round_decimals.Run(this, decimals);

        public Tensor round_(long decimals = 0) => decimals == 0 ? Ops.round_.Mutate(this) : Ops.round__decimals.Mutate(this, decimals);

        public Tensor logit(double? eps = null) => Ops.logit.Run(this, eps);

        public Tensor logit_(double? eps = null) => Ops.logit_.Mutate(this, eps);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Ops.nan_to_num.Run(this, nan, posinf, neginf);

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            Ops.nan_to_num_.Mutate(this, nan, posinf, neginf);
    }
}
