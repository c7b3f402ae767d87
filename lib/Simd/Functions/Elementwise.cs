using System.Numerics;
using Simd.Functions;

namespace Simd;

/// <summary>
/// Functions of every element of an array, in place or not, for float and double.
/// </summary>
/// <remarks>
/// <para>Only what <see cref="System.Numerics.Tensors.TensorPrimitives"/> lacks or does more slowly is here; sums, products, norms, extrema and
/// the like, and log, are its business. Results are the same for every element, wherever it lies in the array.</para>
/// <para>Every method throws <see cref="ArgumentException"/> when the lengths differ or when the arrays overlap without being the same, and
/// <see cref="NotSupportedException"/> for another T than float or double. Errors are stated in units in the last place (ulp).
/// NaN gives NaN. Cost: O(n), nothing allocated.</para>
/// </remarks>
public static unsafe class Elementwise
{
    /// <summary>exp(x), at most 1 ulp off, subnormal results included.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Results, of the same length; may be <paramref name="x"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Exp<T>>(x, y);

    /// <summary>The hyperbolic tangent, at most 3 ulp off.</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Tanh<T>>(x, y);

    /// <summary>1 / (1 + exp(-x)), at most 2 ulp off on both sides of 0.</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Sigmoid<T>>(x, y);

    /// <summary>max(x, 0).</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Relu<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Relu<T>>(x, y);

    /// <summary>x for x &gt; 0, else exp(x) - 1, at most 2 ulp off.</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Elu<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Elu<T>>(x, y);

    /// <summary>Scaled ELU (Klambauer et al. 2017), at most 3 ulp off.</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Selu<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Selu<T>>(x, y);

    /// <summary>log(1 + exp(x)), at most 3 ulp off.</summary>
    /// <inheritdoc cref="Exp" path="/param|/typeparam"/>
    public static void Softplus<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run<T, Softplus<T>>(x, y);

    /// <summary>The activation chosen at run time.</summary>
    /// <param name="activation">Which function.</param>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Results, of the same length; may be <paramref name="x"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="activation"/> is none of the enumeration's values.</exception>
    public static void Apply<T>(Activation activation, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (activation)
        {
            case Activation.None: Run<T, Identity<T>>(x, y); break;
            case Activation.Relu: Relu(x, y); break;
            case Activation.Sigmoid: Sigmoid(x, y); break;
            case Activation.Tanh: Tanh(x, y); break;
            case Activation.Elu: Elu(x, y); break;
            case Activation.Selu: Selu(x, y); break;
            case Activation.Softplus: Softplus(x, y); break;
            default: throw Argument.Activation(activation);
        }
    }

    private static void Run<T, TFunction>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : IFunction<T>
    {
        Argument.Precision<T>();
        Argument.SameLength(x.Length, y.Length);
        if (x.Overlaps(y, out int offset) && offset != 0)
            throw new ArgumentException("x and y overlap without being the same: pass the same span twice, or two that share nothing.", nameof(y));
        fixed (T* from = x, to = y)
            Map<T, TFunction>.Run(from, to, x.Length);
    }
}
