using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics;

namespace Course.LinearAlgebra;

/// <summary>A = U S V^T.</summary>
/// <remarks>
/// Tall matrices become triangular first (T. Chan, ACM TOMS 8 (1982) 72); then <see cref="Bidiagonalisation"/>, <see cref="BidiagonalDivide"/> and the
/// reflectors' way back in blocks. Singular values are off by about n eps times the largest; U and V are orthogonal to n eps.
/// Cost for m >= n: 4 m n^2 to 9 n^3 multiply-adds all in all, depending on the shape; full U another m^2 n, and m^2 numbers.
/// </remarks>
internal static class Svd
{
    /// <summary>How much taller than wide, in tenths, a matrix is that becomes triangular first.</summary>
    private const int TallTenths = 14;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="a">rows x columns, by columns; left as it is.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="left">Whether U is wanted; else it is empty.</param>
    /// <param name="right">Whether V is wanted.</param>
    /// <param name="full">Whether U and V shall be square; else they have r = min(rows, columns) columns.</param>
    /// <param name="progress">Told how far the bidiagonal form is.</param>
    /// <param name="cancellationToken">Stops between its steps, and between the stages before and after.</param>
    /// <returns>U by columns, the r singular values, largest first, and V (not its transpose) by columns.</returns>
    /// <exception cref="NonConvergenceException">The matrix holds NaN or infinity.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static (T[] U, T[] S, T[] V) Decompose<T>(
        T[] a, int rows, int columns, bool left, bool right, bool full, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var work = GC.AllocateUninitializedArray<T>(a.Length);
        if (rows < columns)
        {
            ColumnMajor.Transpose<T>(a, rows, columns, work);
            var (v, s, u) = Upright(work, columns, rows, right, left, full, progress, cancellationToken);
            return (u, s, v);
        }
        a.CopyTo(work, 0);
        return Upright(work, rows, columns, left, right, full, progress, cancellationToken);
    }

    // rows >= columns; overwrites a.
    private static (T[] U, T[] S, T[] V) Upright<T>(
        T[] a, int rows, int columns, bool left, bool right, bool full, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = T.Abs(TensorPrimitives.MaxMagnitude<T>(a));
        if (!T.IsFinite(largest))
            throw new NonConvergenceException();
        // A power of two brings entries whose squares would over- or underflow into range; it costs no rounding.
        var shift = largest == T.Zero || (largest > Precision<T>.SmallEntry && largest < Precision<T>.LargeEntry) ? 0 : -T.ILogB(largest);
        if (shift != 0)
            Scale(a, shift);

        var (u, s, v) = columns < rows && 10L * rows >= (long)TallTenths * columns
            ? Tall(a, rows, columns, left, right, full, progress, cancellationToken)
            : Bidiagonal(a, rows, columns, left, right, full ? rows : columns, progress, cancellationToken);
        if (shift != 0)
            Scale(s, -shift);
        return (u, s, v);
    }

    private static (T[] U, T[] S, T[] V) Tall<T>(
        T[] a, int rows, int columns, bool left, bool right, bool full, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tau = new T[columns];
        HouseholderQr.Factor<T>(a, rows, columns, tau, cancellationToken);
        var r = new T[columns * columns];
        for (var j = 0; j < columns; j++)
            a.AsSpan(j * rows, j + 1).CopyTo(r.AsSpan(j * columns));
        var (inner, s, v) = Bidiagonal(r, columns, columns, left, right, columns, progress, cancellationToken);
        if (!left)
            return (inner, s, v);
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = full ? rows : columns;
        var u = new T[(long)rows * wanted];
        for (var j = 0; j < columns; j++)
            inner.AsSpan(j * columns, columns).CopyTo(u.AsSpan(j * rows));
        for (var j = columns; j < wanted; j++)
            u[j * rows + j] = T.One;
        HouseholderQr.ApplyQ<T>(a, rows, tau, u, rows, wanted);
        return (u, s, v);
    }

    private static (T[] U, T[] S, T[] V) Bidiagonal<T>(
        T[] a, int rows, int columns, bool left, bool right, int leftColumns, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (d, e) = (new T[columns], new T[columns - 1]);
        var (tauLeft, tauRight, reflectors) = (new T[columns], new T[columns - 1], new T[(columns - 1) * (columns - 1)]);
        Bidiagonalisation.Reduce<T>(a, rows, columns, d, e, tauLeft, reflectors, tauRight, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // To the size of 1, for the squares that divide and conquer works with.
        var largest = double.CreateChecked(T.Max(T.Abs(TensorPrimitives.MaxMagnitude<T>(d)), e.Length == 0 ? T.Zero : T.Abs(TensorPrimitives.MaxMagnitude<T>(e))));
        var shift = largest == 0 ? 0 : -Math.ILogB(largest);
        var (values, above) = (new double[columns], new double[columns - 1]);
        for (var i = 0; i < columns; i++)
            values[i] = Math.ScaleB(double.CreateChecked(d[i]), shift);
        for (var i = 0; i < columns - 1; i++)
            above[i] = Math.ScaleB(double.CreateChecked(e[i]), shift);

        if (!left && !right)
        {
            Decomposition.BidiagonalQr.Diagonalise(values, above, [], []);
            return ([], Array.ConvertAll(values, x => T.CreateChecked(Math.ScaleB(x, -shift))), []);
        }
        var (inner, innerRight, order) = BidiagonalDivide.Decompose(values, above);
        cancellationToken.ThrowIfCancellationRequested();
        var s = Array.ConvertAll(order, i => T.CreateChecked(Math.ScaleB(values[i], -shift)));
        T[] u = [], v = [];
        if (left)
        {
            u = Gathered<T>(inner, columns, order, rows, leftColumns);
            HouseholderQr.ApplyQ<T>(a, rows, tauLeft, u, rows, leftColumns);
        }
        if (right)
        {
            v = Gathered<T>(innerRight, columns, order, columns, columns);
            if (columns > 1)
                HouseholderQr.ApplyQ<T>(reflectors, columns - 1, tauRight, v.AsSpan(1), columns, columns);
        }
        return (u, s, v);
    }

    // The columns in order, longer by zeros, and columns of the identity after them.
    private static T[] Gathered<T>(double[] x, int size, int[] order, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gathered = new T[(long)rows * columns];
        for (var j = 0; j < columns; j++)
        {
            if (j < size)
                TensorPrimitives.ConvertTruncating<double, T>(x.AsSpan(order[j] * size, size), gathered.AsSpan(j * rows, size));
            else
                gathered[j * rows + j] = T.One;
        }
        return gathered;
    }

    private static void Scale<T>(Span<T> x, int shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref var value in x)
            value = T.ScaleB(value, shift);
    }
}
