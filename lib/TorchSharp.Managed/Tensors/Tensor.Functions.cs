namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Pointwise.Apply(PointKind.Abs, this);

        /// <summary>The absolute value of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor abs_() => Replace(PointKind.Abs);

        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Pointwise.Apply(PointKind.Exp, this);

        /// <summary>e to the power of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor exp_() => Replace(PointKind.Exp);

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Pointwise.Apply(PointKind.Exp2, this);

        /// <summary>2 to the power of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor exp2_() => Replace(PointKind.Exp2);

        /// <summary>e^x - 1 of each element, without loss near 0.</summary>
        public Tensor expm1() => Pointwise.Apply(PointKind.Expm1, this);

        /// <summary>e^x - 1 of each element, without loss near 0. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor expm1_() => Replace(PointKind.Expm1);

        /// <summary>The natural logarithm of each element: NaN below 0, minus infinity at 0.</summary>
        public Tensor log() => Pointwise.Apply(PointKind.Log, this);

        /// <summary>The natural logarithm of each element: NaN below 0, minus infinity at 0. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor log_() => Replace(PointKind.Log);

        /// <summary>The logarithm to base 2 of each element.</summary>
        public Tensor log2() => Pointwise.Apply(PointKind.Log2, this);

        /// <summary>The logarithm to base 2 of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor log2_() => Replace(PointKind.Log2);

        /// <summary>The logarithm to base 10 of each element.</summary>
        public Tensor log10() => Pointwise.Apply(PointKind.Log10, this);

        /// <summary>The logarithm to base 10 of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor log10_() => Replace(PointKind.Log10);

        /// <summary>log(1 + x) of each element, without loss near 0.</summary>
        public Tensor log1p() => Pointwise.Apply(PointKind.Log1p, this);

        /// <summary>log(1 + x) of each element, without loss near 0. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor log1p_() => Replace(PointKind.Log1p);

        /// <summary>The square root of each element; NaN below 0.</summary>
        public Tensor sqrt() => Pointwise.Apply(PointKind.Sqrt, this);

        /// <summary>The square root of each element; NaN below 0. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sqrt_() => Replace(PointKind.Sqrt);

        /// <summary>1 over the square root of each element.</summary>
        public Tensor rsqrt() => Pointwise.Apply(PointKind.Rsqrt, this);

        /// <summary>1 over the square root of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor rsqrt_() => Replace(PointKind.Rsqrt);

        /// <summary>1 over each element.</summary>
        public Tensor reciprocal() => Pointwise.Apply(PointKind.Reciprocal, this);

        /// <summary>1 over each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor reciprocal_() => Replace(PointKind.Reciprocal);

        /// <summary>The sine of each element, in radians.</summary>
        public Tensor sin() => Pointwise.Apply(PointKind.Sin, this);

        /// <summary>The sine of each element, in radians. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sin_() => Replace(PointKind.Sin);

        /// <summary>The cosine of each element, in radians.</summary>
        public Tensor cos() => Pointwise.Apply(PointKind.Cos, this);

        /// <summary>The cosine of each element, in radians. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor cos_() => Replace(PointKind.Cos);

        /// <summary>The tangent of each element, in radians.</summary>
        public Tensor tan() => Pointwise.Apply(PointKind.Tan, this);

        /// <summary>The tangent of each element, in radians. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor tan_() => Replace(PointKind.Tan);

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Pointwise.Apply(PointKind.Tanh, this);

        /// <summary>The hyperbolic tangent of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor tanh_() => Replace(PointKind.Tanh);

        /// <summary>1 / (1 + e^-x) of each element.</summary>
        public Tensor sigmoid() => Pointwise.Apply(PointKind.Sigmoid, this);

        /// <summary>1 / (1 + e^-x) of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sigmoid_() => Replace(PointKind.Sigmoid);

        /// <summary>The error function of each element.</summary>
        public Tensor erf() => Pointwise.Apply(PointKind.Erf, this);

        /// <summary>The error function of each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor erf_() => Replace(PointKind.Erf);

        /// <summary>-1, 0 or 1 for each element.</summary>
        public Tensor sign() => Pointwise.Apply(PointKind.Sign, this);

        /// <summary>-1, 0 or 1 for each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sign_() => Replace(PointKind.Sign);

        /// <summary>The largest integer not above each element.</summary>
        public Tensor floor() => Pointwise.Apply(PointKind.Floor, this);

        /// <summary>The largest integer not above each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor floor_() => Replace(PointKind.Floor);

        /// <summary>The smallest integer not below each element.</summary>
        public Tensor ceil() => Pointwise.Apply(PointKind.Ceil, this);

        /// <summary>The smallest integer not below each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor ceil_() => Replace(PointKind.Ceil);

        /// <summary>Each element without its fraction.</summary>
        public Tensor trunc() => Pointwise.Apply(PointKind.Trunc, this);

        /// <summary>Each element without its fraction. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor trunc_() => Replace(PointKind.Trunc);

        /// <summary>Minus each element.</summary>
        public Tensor neg() => Pointwise.Apply(PointKind.Neg, this);

        /// <summary>Minus each element. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor neg_() => Replace(PointKind.Neg);
    }

    /// <inheritdoc cref="Tensor.abs()"/>
    public static Tensor abs(Tensor input) => input.abs();

    /// <inheritdoc cref="Tensor.abs_()"/>
    public static Tensor abs_(Tensor input) => input.abs_();

    /// <inheritdoc cref="Tensor.exp()"/>
    public static Tensor exp(Tensor input) => input.exp();

    /// <inheritdoc cref="Tensor.exp_()"/>
    public static Tensor exp_(Tensor input) => input.exp_();

    /// <inheritdoc cref="Tensor.exp2()"/>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <inheritdoc cref="Tensor.exp2_()"/>
    public static Tensor exp2_(Tensor input) => input.exp2_();

    /// <inheritdoc cref="Tensor.expm1()"/>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <inheritdoc cref="Tensor.expm1_()"/>
    public static Tensor expm1_(Tensor input) => input.expm1_();

    /// <inheritdoc cref="Tensor.log()"/>
    public static Tensor log(Tensor input) => input.log();

    /// <inheritdoc cref="Tensor.log_()"/>
    public static Tensor log_(Tensor input) => input.log_();

    /// <inheritdoc cref="Tensor.log2()"/>
    public static Tensor log2(Tensor input) => input.log2();

    /// <inheritdoc cref="Tensor.log2_()"/>
    public static Tensor log2_(Tensor input) => input.log2_();

    /// <inheritdoc cref="Tensor.log10()"/>
    public static Tensor log10(Tensor input) => input.log10();

    /// <inheritdoc cref="Tensor.log10_()"/>
    public static Tensor log10_(Tensor input) => input.log10_();

    /// <inheritdoc cref="Tensor.log1p()"/>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <inheritdoc cref="Tensor.log1p_()"/>
    public static Tensor log1p_(Tensor input) => input.log1p_();

    /// <inheritdoc cref="Tensor.sqrt()"/>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <inheritdoc cref="Tensor.sqrt_()"/>
    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    /// <inheritdoc cref="Tensor.rsqrt()"/>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <inheritdoc cref="Tensor.rsqrt_()"/>
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    /// <inheritdoc cref="Tensor.reciprocal()"/>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <inheritdoc cref="Tensor.reciprocal_()"/>
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    /// <inheritdoc cref="Tensor.sin()"/>
    public static Tensor sin(Tensor input) => input.sin();

    /// <inheritdoc cref="Tensor.sin_()"/>
    public static Tensor sin_(Tensor input) => input.sin_();

    /// <inheritdoc cref="Tensor.cos()"/>
    public static Tensor cos(Tensor input) => input.cos();

    /// <inheritdoc cref="Tensor.cos_()"/>
    public static Tensor cos_(Tensor input) => input.cos_();

    /// <inheritdoc cref="Tensor.tan()"/>
    public static Tensor tan(Tensor input) => input.tan();

    /// <inheritdoc cref="Tensor.tan_()"/>
    public static Tensor tan_(Tensor input) => input.tan_();

    /// <inheritdoc cref="Tensor.tanh()"/>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <inheritdoc cref="Tensor.tanh_()"/>
    public static Tensor tanh_(Tensor input) => input.tanh_();

    /// <inheritdoc cref="Tensor.sigmoid()"/>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <inheritdoc cref="Tensor.sigmoid_()"/>
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

    /// <inheritdoc cref="Tensor.erf()"/>
    public static Tensor erf(Tensor input) => input.erf();

    /// <inheritdoc cref="Tensor.erf_()"/>
    public static Tensor erf_(Tensor input) => input.erf_();

    /// <inheritdoc cref="Tensor.sign()"/>
    public static Tensor sign(Tensor input) => input.sign();

    /// <inheritdoc cref="Tensor.sign_()"/>
    public static Tensor sign_(Tensor input) => input.sign_();

    /// <inheritdoc cref="Tensor.floor()"/>
    public static Tensor floor(Tensor input) => input.floor();

    /// <inheritdoc cref="Tensor.floor_()"/>
    public static Tensor floor_(Tensor input) => input.floor_();

    /// <inheritdoc cref="Tensor.ceil()"/>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <inheritdoc cref="Tensor.ceil_()"/>
    public static Tensor ceil_(Tensor input) => input.ceil_();

    /// <inheritdoc cref="Tensor.trunc()"/>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <inheritdoc cref="Tensor.trunc_()"/>
    public static Tensor trunc_(Tensor input) => input.trunc_();

    /// <inheritdoc cref="Tensor.neg()"/>
    public static Tensor neg(Tensor input) => input.neg();

    /// <inheritdoc cref="Tensor.neg_()"/>
    public static Tensor neg_(Tensor input) => input.neg_();
}
