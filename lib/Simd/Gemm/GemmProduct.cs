using System.Numerics;

namespace Simd.Gemm;

/// <summary>The product C = activation(alpha op(A) op(B) + beta C + bias), or the wanted triangle of it.</summary>
/// <remarks>op(A) (i, k) is a[i * aRow + k * aStep], op(B) (k, j) is b[k * bStep + j * bColumn]; one stride of each pair is 1. alpha is not 0, k > 0.</remarks>
/// <param name="m">Rows of C.</param>
/// <param name="n">Columns of C.</param>
/// <param name="k">Steps of each sum.</param>
/// <param name="alpha">Factor of the product.</param>
/// <param name="a">A.</param>
/// <param name="aRow">From one row of op(A) to the next.</param>
/// <param name="aStep">From one column of op(A) to the next.</param>
/// <param name="b">B.</param>
/// <param name="bStep">From one row of op(B) to the next.</param>
/// <param name="bColumn">From one column of op(B) to the next.</param>
/// <param name="beta">Factor of the old C.</param>
/// <param name="c">C.</param>
/// <param name="cRow">From one row of C to the next.</param>
internal unsafe struct GemmProduct<T>(
    int m, int n, int k, T alpha, T* a, nint aRow, nint aStep, T* b, nint bStep, nint bColumn, T beta, T* c, nint cRow)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal int M = m, N = n, K = k;
    internal T Alpha = alpha, Beta = beta;
    internal T* A = a, B = b, C = c;
    internal nint ARow = aRow, AStep = aStep, BStep = bStep, BColumn = bColumn, CRow = cRow;

    /// <summary>What of C is wanted; all by default.</summary>
    internal Triangle Part = Triangle.Both;

    /// <summary>n numbers that every row gains; null for none.</summary>
    internal T* Bias;

    /// <summary>What is applied in the end.</summary>
    internal Activation Activation;
}
