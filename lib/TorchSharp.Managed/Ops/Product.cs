using Simd;

namespace TorchSharp;

/// <summary>The door to the matrix product: C = act(op(A) op(B) + beta C + bias), matrices stored row by row.</summary>
internal static class Product
{
    internal static void Run<T>(bool turnA, bool turnB, int m, int n, int k, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc, ReadOnlySpan<T> bias = default, Activation activation = Activation.None) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Blas.Gemm(turnA ? Transpose.Yes : Transpose.No, turnB ? Transpose.Yes : Transpose.No, m, n, k, T.One, a, lda, b, ldb, beta, c, ldc, new Epilogue<T>(bias, activation));
}
