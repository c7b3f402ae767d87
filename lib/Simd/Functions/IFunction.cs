using System.Numerics;
using Simd.Vectors;

namespace Simd.Functions;

/// <summary>A function of one number, computed on a whole register.</summary>
internal interface IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>f(x), lane by lane; NaN gives NaN.</summary>
    static abstract TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>;
}
