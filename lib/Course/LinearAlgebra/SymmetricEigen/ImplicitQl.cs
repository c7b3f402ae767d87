using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Course.LinearAlgebra;

/// <summary>Eigenvalues of a symmetric tridiagonal matrix by QL iterations with implicit shifts.</summary>
internal static class ImplicitQl
{
    /// <summary>Iterations for each eigenvalue; two or three is what they take.</summary>
    private const int MostIterations = 60;

    /// <summary>Turns the diagonal into the eigenvalues, in no order, and applies every rotation to the columns of <paramref name="z"/>.</summary>
    /// <remarks>
    /// Golub and Van Loan, Matrix Computations, 4th edition, section 8.3. An entry beside the diagonal
    /// counts as zero when it is rounding of the largest entry, as everywhere in the solver. Cost: about 30 n² for the values, 6 n² rows more for the vectors.
    /// </remarks>
    /// <param name="d">The diagonal: n entries of magnitude about 1 at most.</param>
    /// <param name="e">The n - 1 entries beside it; destroyed.</param>
    /// <param name="z">rows x n, stored by columns <paramref name="stride"/> apart; empty if no vectors are wanted.</param>
    /// <param name="rows">Rows of z.</param>
    /// <param name="stride">From one column of z to the next.</param>
    /// <exception cref="InvalidOperationException">No convergence, which no finite matrix is known to cause.</exception>
    public static void Solve<T>(Span<T> d, Span<T> e, Span<T> z, int rows, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (d.Length < 2)
            return;
        var norm = T.Max(T.Abs(TensorPrimitives.MaxMagnitude<T>(d)), T.Abs(TensorPrimitives.MaxMagnitude<T>(e)));
        var negligible = T.Max(Rounding<T>.Epsilon * norm, Rounding<T>.SafeToSquare);
        for (var l = 0; l < d.Length; l++)
        {
            for (var iteration = 0; ; iteration++)
            {
                var m = l;
                while (m < d.Length - 1 && T.Abs(e[m]) > negligible)
                    m++;
                if (m == l)
                    break;
                if (iteration == MostIterations)
                    throw new InvalidOperationException(Guard.Text($"Eigenvalue {l} of {d.Length} did not converge in {MostIterations} iterations."));
                Sweep(d, e, z, rows, stride, l, m);
            }
        }
    }

    /// <summary>One iteration on the unreduced block of rows and columns l to m, with Wilkinson's shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<T>(Span<T> d, Span<T> e, Span<T> z, int rows, int stride, int l, int m)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var slope = (d[l + 1] - d[l]) / (e[l] + e[l]);
        var g = d[m] - d[l] + e[l] / (slope + T.CopySign(T.Sqrt(slope * slope + T.One), slope));
        var (c, s, p) = (T.One, T.One, T.Zero);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            (c, s, var r) = PlaneRotation.Onto(g, f);
            if (i < m - 1)
                e[i + 1] = r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + (c + c) * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            if (!z.IsEmpty)
                PlaneRotation.Apply(z.Slice((i + 1) * stride, rows), z.Slice(i * stride, rows), c, s);
        }
        d[l] -= p;
        e[l] = g;
    }
}
