namespace TorchSharp;

/// <summary>The door to the matrix product: C = act(op(A) op(B) + beta C + bias), matrices stored row by row.</summary>
internal static class Product
{
    internal static void Run<T>(bool turnA, bool turnB, int m, int n, int k, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc, ReadOnlySpan<T> bias = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
        {
            var row = c.Slice(i * ldc, n);
            if (beta == T.Zero) row.Clear();
            else if (beta != T.One) TensorPrimitives.Multiply(row, beta, row);
            for (int p = 0; p < k; p++)
            {
                var x = turnA ? a[p * lda + i] : a[i * lda + p];
                if (turnB) for (int j = 0; j < n; j++) row[j] += x * b[j * ldb + p];
                else TensorPrimitives.MultiplyAdd(b.Slice(p * ldb, n), x, row, row);
            }
            if (!bias.IsEmpty) TensorPrimitives.Add(row, bias[..n], row);
        }
    }
}
