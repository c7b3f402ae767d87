using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.LinearAlgebra;

/// <summary>
/// Math.NET's linear algebra on the processor's vector units: double and float by <see cref="DenseRoutines{T}"/>, complex numbers by Math.NET's own
/// managed provider.
/// </summary>
internal sealed partial class SimdLinearAlgebraProvider : ILinearAlgebraProvider
{
    /// <summary>The provider; it has no state.</summary>
    public static SimdLinearAlgebraProvider Instance { get; } = new();

    private SimdLinearAlgebraProvider()
    {
    }

    public bool IsAvailable() => true;

    public void InitializeVerify()
    {
    }

    public void FreeResources()
    {
    }

    public override string ToString() => $"Simd ({Simd.SimdOptions.InstructionSet})";
}
