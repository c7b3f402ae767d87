using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using Simd;
using Transpose = Simd.Transpose;
using Transposition = MathNet.Numerics.Providers.LinearAlgebra.Transpose;

namespace Course.LinearAlgebra;

/// <summary>What a Math.NET provider does for one kind of numbers, on our algorithms.</summary>
/// <remarks>
/// Arguments that do not fit together go on to Math.NET's managed provider, which turns them away with the exceptions that its users know. So
/// do the few operations that gain nothing here.
/// </remarks>
internal static class DenseRoutines<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds up to which a plain loop is faster than the call of a kernel.</summary>
    private const int TinyProduct = 128;

    [SuppressMessage("Performance", "CA1859", Justification = "The provider implements the interface for four kinds of numbers; T chooses.")]
    private static ILinearAlgebraProvider<T> Managed => (ILinearAlgebraProvider<T>)(object)ManagedLinearAlgebraProvider.Instance;

    public static void AddVectorToScaledVector(T[] y, T alpha, T[] x, T[] result)
    {
        if (alpha == T.Zero || !SameLengths(x, y, result))
            Managed.AddVectorToScaledVector(y, alpha, x, result);
        else
            TensorPrimitives.MultiplyAddEstimate(x, alpha, y, result);
    }

    public static void ScaleArray(T alpha, T[] x, T[] result)
    {
        if (alpha == T.Zero || !SameLengths(x, result, result))
            Managed.ScaleArray(alpha, x, result);
        else
            TensorPrimitives.Multiply(x, alpha, result);
    }

    public static void ConjugateArray(T[] x, T[] result) => Managed.ConjugateArray(x, result);

    public static T DotProduct(T[] x, T[] y) => SameLengths(x, y, y) ? TensorPrimitives.Dot<T>(x, y) : Managed.DotProduct(x, y);

    public static void AddArrays(T[] x, T[] y, T[] result)
    {
        if (SameLengths(x, y, result))
            TensorPrimitives.Add<T>(x, y, result);
        else
            Managed.AddArrays(x, y, result);
    }

    public static void SubtractArrays(T[] x, T[] y, T[] result)
    {
        if (SameLengths(x, y, result))
            TensorPrimitives.Subtract<T>(x, y, result);
        else
            Managed.SubtractArrays(x, y, result);
    }

    public static void PointWiseMultiplyArrays(T[] x, T[] y, T[] result)
    {
        if (SameLengths(x, y, result))
            TensorPrimitives.Multiply<T>(x, y, result);
        else
            Managed.PointWiseMultiplyArrays(x, y, result);
    }

    public static void PointWiseDivideArrays(T[] x, T[] y, T[] result)
    {
        if (SameLengths(x, y, result))
            TensorPrimitives.Divide<T>(x, y, result);
        else
            Managed.PointWiseDivideArrays(x, y, result);
    }

    public static void PointWisePowerArrays(T[] x, T[] y, T[] result) => Managed.PointWisePowerArrays(x, y, result);

    /// <remarks>Math.NET's own Frobenius norm squares the whole matrix, O(m^2 n), and under- or overflows; this one reads it once.</remarks>
    public static double MatrixNorm(Norm norm, int rows, int columns, T[] matrix)
    {
        if (norm is not (Norm.OneNorm or Norm.FrobeniusNorm) || !HasShape(matrix, rows, columns))
            return Managed.MatrixNorm(norm, rows, columns, matrix);
        if (norm == Norm.FrobeniusNorm)
            return double.CreateChecked(Reflector.Norm<T>(matrix));
        var largest = T.Zero;
        for (var j = 0; j < columns; j++)
            largest = T.Max(largest, TensorPrimitives.SumOfMagnitudes<T>(matrix.AsSpan(j * rows, rows)));
        return double.CreateChecked(largest);
    }

    public static void MatrixMultiply(T[] x, int rowsX, int columnsX, T[] y, int rowsY, int columnsY, T[] result)
    {
        if (columnsX == rowsY && HasShape(x, rowsX, columnsX) && HasShape(y, rowsY, columnsY) && HasShape(result, rowsX, columnsY)
            && !ReferenceEquals(x, result) && !ReferenceEquals(y, result))
            Multiply(false, false, rowsX, columnsY, columnsX, T.One, x, y, T.Zero, result);
        else
            Managed.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);
    }

    public static void MatrixMultiplyWithUpdate(
        Transposition transposeA, Transposition transposeB, T alpha, T[] a, int rowsA, int columnsA, T[] b, int rowsB, int columnsB, T beta, T[] c)
    {
        var (turnA, turnB) = (transposeA != Transposition.DontTranspose, transposeB != Transposition.DontTranspose);
        var (m, k) = turnA ? (columnsA, rowsA) : (rowsA, columnsA);
        var (inner, n) = turnB ? (columnsB, rowsB) : (rowsB, columnsB);
        if (k == inner && HasShape(a, rowsA, columnsA) && HasShape(b, rowsB, columnsB) && HasShape(c, m, n)
            && !ReferenceEquals(a, c) && !ReferenceEquals(b, c))
            Multiply(turnA, turnB, m, n, k, alpha, a, b, beta, c);
        else
            Managed.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);
    }

    public static void LUFactor(T[] data, int order, int[] ipiv)
    {
        if (HasShape(data, order, order) && ipiv?.Length == order)
            Lu.Factor<T>(data, ipiv);
        else
            Managed.LUFactor(data, order, ipiv);
    }

    public static void LUInverse(T[] a, int order)
    {
        if (!HasShape(a, order, order))
        {
            Managed.LUInverse(a, order);
            return;
        }
        var pivots = new int[order];
        Lu.Factor<T>(a, pivots);
        LUInverseFactored(a, order, pivots);
    }

    public static void LUInverseFactored(T[] a, int order, int[] ipiv)
    {
        if (!HasShape(a, order, order) || ipiv?.Length != order)
        {
            Managed.LUInverseFactored(a, order, ipiv);
            return;
        }
        var inverse = new T[a.Length];
        for (var i = 0; i < order; i++)
            inverse[i * order + i] = T.One;
        Lu.Solve<T>(a, ipiv, inverse, order);
        inverse.CopyTo(a.AsSpan());
    }

    public static void LUSolve(int columnsOfB, T[] a, int order, T[] b)
    {
        if (!HasShape(a, order, order) || !HasShape(b, order, columnsOfB) || ReferenceEquals(a, b))
        {
            Managed.LUSolve(columnsOfB, a, order, b);
            return;
        }
        var (factors, pivots) = ((T[])a.Clone(), new int[order]);
        Lu.Factor<T>(factors, pivots);
        Lu.Solve<T>(factors, pivots, b, columnsOfB);
    }

    public static void LUSolveFactored(int columnsOfB, T[] a, int order, int[] ipiv, T[] b)
    {
        if (HasShape(a, order, order) && ipiv?.Length == order && HasShape(b, order, columnsOfB) && !ReferenceEquals(a, b))
            Lu.Solve<T>(a, ipiv, b, columnsOfB);
        else
            Managed.LUSolveFactored(columnsOfB, a, order, ipiv, b);
    }

    public static void CholeskyFactor(T[] a, int order)
    {
        if (!HasShape(a, order, order))
            Managed.CholeskyFactor(a, order);
        else if (!Cholesky.Factor<T>(a, order))
            throw new ArgumentException("Matrix must be positive definite.");
    }

    public static void CholeskySolve(T[] a, int orderA, T[] b, int columnsB)
    {
        if (!HasShape(a, orderA, orderA) || !HasShape(b, orderA, columnsB) || ReferenceEquals(a, b))
        {
            Managed.CholeskySolve(a, orderA, b, columnsB);
            return;
        }
        var factor = (T[])a.Clone();
        CholeskyFactor(factor, orderA);
        Cholesky.Solve<T>(factor, orderA, b, columnsB);
    }

    public static void CholeskySolveFactored(T[] a, int orderA, T[] b, int columnsB)
    {
        if (HasShape(a, orderA, orderA) && HasShape(b, orderA, columnsB) && !ReferenceEquals(a, b))
            Cholesky.Solve<T>(a, orderA, b, columnsB);
        else
            Managed.CholeskySolveFactored(a, orderA, b, columnsB);
    }

    public static void QRFactor(T[] a, int rowsA, int columnsA, T[] q, T[] tau)
    {
        var count = Math.Min(rowsA, columnsA);
        if (!HasShape(a, rowsA, columnsA) || !HasShape(q, rowsA, rowsA) || tau is null || tau.Length < count)
        {
            Managed.QRFactor(a, rowsA, columnsA, q, tau);
            return;
        }
        HouseholderQr.Factor<T>(a, rowsA, columnsA, tau.AsSpan(0, count));
        HouseholderQr.FormQ<T>(a, rowsA, tau.AsSpan(0, count), q, rowsA);
        for (var j = 0; j < count; j++)
            a.AsSpan(j * rowsA + j + 1, rowsA - j - 1).Clear();
    }

    public static void ThinQRFactor(T[] a, int rowsA, int columnsA, T[] r, T[] tau)
    {
        if (rowsA < columnsA || !HasShape(a, rowsA, columnsA) || !HasShape(r, columnsA, columnsA) || tau is null || tau.Length < columnsA)
        {
            Managed.ThinQRFactor(a, rowsA, columnsA, r, tau);
            return;
        }
        var factors = tau.AsSpan(0, columnsA);
        HouseholderQr.Factor<T>(a, rowsA, columnsA, factors);
        r.AsSpan().Clear();
        for (var j = 0; j < columnsA; j++)
            a.AsSpan(j * rowsA, j + 1).CopyTo(r.AsSpan(j * columnsA));
        var q = new T[a.Length];
        HouseholderQr.FormQ<T>(a, rowsA, factors, q, columnsA);
        q.CopyTo(a.AsSpan());
    }

    /// <remarks>Q is never formed: its reflectors are applied to B.</remarks>
    public static void QRSolve(T[] a, int rows, int columns, T[] b, int columnsB, T[] x, QRMethod method)
    {
        if (rows < columns || !HasShape(a, rows, columns) || !HasShape(b, rows, columnsB) || !HasShape(x, columns, columnsB))
        {
            Managed.QRSolve(a, rows, columns, b, columnsB, x, method);
            return;
        }
        var (factors, tau, y) = ((T[])a.Clone(), new T[columns], (T[])b.Clone());
        HouseholderQr.Factor<T>(factors, rows, columns, tau);
        HouseholderQr.ApplyTransposedQ<T>(factors, rows, tau, y, columnsB);
        SolveUpper(factors, rows, columns, y, rows, columnsB, x);
    }

    public static void QRSolveFactored(T[] q, T[] r, int rowsA, int columnsA, T[] tau, T[] b, int columnsB, T[] x, QRMethod method)
    {
        var size = method == QRMethod.Full ? rowsA : columnsA;
        if (rowsA < columnsA || !HasShape(q, rowsA, size) || !HasShape(r, size, columnsA) || !HasShape(b, rowsA, columnsB) || !HasShape(x, columnsA, columnsB))
        {
            Managed.QRSolveFactored(q, r, rowsA, columnsA, tau, b, columnsB, x, method);
            return;
        }
        var y = new T[x.Length];
        Multiply(true, false, columnsA, columnsB, rowsA, T.One, q.AsSpan(0, rowsA * columnsA), b, T.Zero, y);
        SolveUpper(r, size, columnsA, y, columnsA, columnsB, x);
    }

    /// <exception cref="NonConvergenceException">The matrix holds NaN or infinity.</exception>
    public static void SingularValueDecomposition(bool computeVectors, T[] a, int rowsA, int columnsA, T[] s, T[] u, T[] vt)
    {
        var rank = Math.Min(rowsA, columnsA);
        if (!HasShape(a, rowsA, columnsA) || s?.Length != rank || !HasShape(u, rowsA, rowsA) || !HasShape(vt, columnsA, columnsA) || rank == 0)
        {
            Managed.SingularValueDecomposition(computeVectors, a, rowsA, columnsA, s, u, vt);
            return;
        }
        var (left, values, right) = Svd.Decompose(a, rowsA, columnsA, computeVectors, computeVectors, full: true);
        values.CopyTo(s.AsSpan());
        if (!computeVectors)
            return;
        left.CopyTo(u.AsSpan());
        ColumnMajor.Transpose<T>(right, columnsA, columnsA, vt);
    }

    /// <remarks>A thin decomposition is enough.</remarks>
    public static void SvdSolve(T[] a, int rowsA, int columnsA, T[] b, int columnsB, T[] x)
    {
        var rank = Math.Min(rowsA, columnsA);
        if (!HasShape(a, rowsA, columnsA) || !HasShape(b, rowsA, columnsB) || !HasShape(x, columnsA, columnsB) || rank == 0 || columnsB == 0)
        {
            Managed.SvdSolve(a, rowsA, columnsA, b, columnsB, x);
            return;
        }
        var (left, values, right) = Svd.Decompose(a, rowsA, columnsA, left: true, right: true, full: false);
        var y = Inverted(left, rowsA, values, b, columnsB);
        Multiply(false, false, columnsA, columnsB, rank, T.One, right, y, T.Zero, x);
    }

    /// <remarks>A zero singular value gives infinity or NaN, as in Math.NET.</remarks>
    public static void SvdSolveFactored(int rowsA, int columnsA, T[] s, T[] u, T[] vt, T[] b, int columnsB, T[] x)
    {
        var rank = Math.Min(rowsA, columnsA);
        if (s?.Length != rank || !HasShape(u, rowsA, rowsA) || !HasShape(vt, columnsA, columnsA)
            || !HasShape(b, rowsA, columnsB) || !HasShape(x, columnsA, columnsB))
        {
            Managed.SvdSolveFactored(rowsA, columnsA, s, u, vt, b, columnsB, x);
            return;
        }
        var y = Inverted(u.AsSpan(0, rowsA * rank), rowsA, s, b, columnsB);
        if (rank > 0)
            ColumnMajor.Multiply<T>(Transpose.Yes, Transpose.No, columnsA, columnsB, rank, T.One, vt, columnsA, y, rank, T.Zero, x, columnsA);
    }

    /// <remarks>Symmetric matrices by <see cref="SymmetricEigenSolver"/>, which reads the lower triangle; the others by Math.NET.</remarks>
    /// <exception cref="NonConvergenceException">A symmetric matrix holds NaN or infinity.</exception>
    public static void EigenDecomp(bool isSymmetric, int order, T[] matrix, T[] matrixEv, Complex[] vectorEv, T[] matrixD)
    {
        if (!isSymmetric || order == 0 || !HasShape(matrix, order, order) || !HasShape(matrixEv, order, order) || !HasShape(matrixD, order, order)
            || vectorEv?.Length != order)
        {
            Managed.EigenDecomp(isSymmetric, order, matrix, matrixEv, vectorEv, matrixD);
            return;
        }
        if (!T.IsFinite(TensorPrimitives.MaxMagnitude<T>(matrix)))
            throw new NonConvergenceException();
        var values = new T[order];
        SymmetricEigenSolver.Solve<T>(order, matrix, values, matrixEv, order);
        matrixD.AsSpan().Clear();
        for (var i = 0; i < order; i++)
        {
            vectorEv[i] = new Complex(double.CreateChecked(values[i]), 0);
            matrixD[i * order + i] = values[i];
        }
    }

    /// <summary>C = alpha op(A) op(B) + beta C, op(A) m x k and op(B) k x n, each stored by columns without gaps.</summary>
    private static void Multiply(bool turnA, bool turnB, int m, int n, int k, T alpha, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T beta, Span<T> c)
    {
        if (m == 0 || n == 0)
            return;
        if ((long)m * n * k <= TinyProduct)
            MultiplyTiny(turnA, turnB, m, n, k, alpha, a, b, beta, c);
        else if (n == 1)
            Blas.Gemv(turnA ? Transpose.No : Transpose.Yes, turnA ? m : k, turnA ? k : m, alpha, a, turnA ? k : m, b, beta, c);
        else if (m == 1)
            Blas.Gemv(turnB ? Transpose.Yes : Transpose.No, turnB ? k : n, turnB ? n : k, alpha, b, turnB ? n : k, a, beta, c);
        else if (beta == T.Zero && turnA != turnB && a == b)
            // X^T X or X X^T: half the work, and symmetric to the last bit.
            Blas.Syrk(Triangle.Both, turnA ? Transpose.No : Transpose.Yes, m, k, alpha, a, turnA ? k : m, beta, c, m);
        else
            Blas.GemmColumnMajor(
                turnA ? Transpose.Yes : Transpose.No, turnB ? Transpose.Yes : Transpose.No, m, n, k,
                alpha, a, turnA ? k : m, b, turnB ? n : k, beta, c, m);
    }

    private static void MultiplyTiny(bool turnA, bool turnB, int m, int n, int k, T alpha, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T beta, Span<T> c)
    {
        var (aRow, aStep) = turnA ? (k, 1) : (1, m);
        var (bStep, bColumn) = turnB ? (n, 1) : (1, k);
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < m; i++)
            {
                var sum = T.Zero;
                var (left, right) = (i * aRow, j * bColumn);
                for (var step = 0; step < k; step++, left += aStep, right += bStep)
                    sum += a[left] * b[right];
                ref var target = ref c[j * m + i];
                target = beta == T.Zero ? alpha * sum : alpha * sum + beta * target;
            }
        }
    }

    /// <summary>S^-1 U^T B.</summary>
    private static T[] Inverted(ReadOnlySpan<T> u, int rows, ReadOnlySpan<T> s, ReadOnlySpan<T> b, int columns)
    {
        var y = new T[s.Length * columns];
        Multiply(true, false, s.Length, columns, rows, T.One, u, b, T.Zero, y);
        for (var j = 0; j < columns; j++)
            TensorPrimitives.Divide(y.AsSpan(j * s.Length, s.Length), s, y.AsSpan(j * s.Length, s.Length));
        return y;
    }

    /// <summary>X = R^-1 Y from the upper triangle of r and the first n rows of y.</summary>
    private static void SolveUpper(ReadOnlySpan<T> r, int ldr, int n, ReadOnlySpan<T> y, int ldy, int columns, Span<T> x)
    {
        if (n == 0 || columns == 0)
            return;
        for (var j = 0; j < columns; j++)
            y.Slice(j * ldy, n).CopyTo(x.Slice(j * n, n));
        ColumnMajor.Solve(Side.Left, Triangle.Upper, Transpose.No, Diagonal.Stored, n, columns, r, ldr, x, n);
    }

    private static bool SameLengths(T[]? x, T[]? y, T[]? z) => x is not null && y is not null && z is not null && x.Length == y.Length && y.Length == z.Length;

    private static bool HasShape(T[]? x, int rows, int columns) => x is not null && rows >= 0 && columns >= 0 && x.LongLength == (long)rows * columns;
}
