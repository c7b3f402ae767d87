namespace Simd;

/// <summary>
/// What happens to a finished product before it leaves the cache: C = activation(C + bias), bias[j] being added to column j.
/// </summary>
/// <remarks>A layer of a network in one pass: with x (batch x inputs), W (outputs x inputs): y = activation(x W^T + bias).</remarks>
/// <param name="bias">One number per column of C, or empty for none.</param>
/// <param name="activation">Default: none.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct Epilogue<T>(ReadOnlySpan<T> bias, Activation activation = Activation.None)
    where T : unmanaged
{
    /// <summary>One number per column of C, or empty for none.</summary>
    public ReadOnlySpan<T> Bias { get; } = bias;

    /// <summary>Applied after the bias.</summary>
    public Activation Activation { get; } = activation;
}
