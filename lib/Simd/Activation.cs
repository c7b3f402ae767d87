namespace Simd;

/// <summary>A function applied to each element of a product on its way to memory, and by <see cref="Elementwise.Apply"/>.</summary>
public enum Activation
{
    /// <summary>x itself.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x for x &gt; 0, else exp(x) - 1.</summary>
    Elu,

    /// <summary>1.0507 x for x &gt; 0, else 1.0507 * 1.6733 (exp(x) - 1): keeps mean 0 and variance 1 from layer to layer.</summary>
    Selu,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,
}
