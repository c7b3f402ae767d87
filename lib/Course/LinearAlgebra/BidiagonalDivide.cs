using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Course.Decomposition;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>Singular value decomposition of an upper bidiagonal matrix by divide and conquer: B = U S V^T.</summary>
/// <remarks>
/// <para>M. Gu and S. Eisenstat, A divide-and-conquer algorithm for the bidiagonal SVD, SIAM J. Matrix Anal. Appl. 16 (1995) 79. A row is taken out of the middle; the halves above and
/// below it are decomposed, and in their singular vectors the whole is diagonal but for that one row: <see cref="SingularSecularEquation"/>. The row z is then recomputed
/// so that the roots found are exact for it, which makes the singular vectors orthogonal. Values that the row does not touch, or that lie together, drop out first.</para>
/// <para>Computes in double for every matrix: the values come to about n eps |B|, absolutely. Cost: at most about 4 n^3 / 3 multiply-adds for U and as many for V, in matrix products,
/// less what drops out.</para>
/// </remarks>
internal sealed class BidiagonalDivide
{
    /// <summary>Order that is left to QR sweeps.</summary>
    private const int Leaf = 24;

    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>A part of B that is smaller than this counts as if it were as large: the squares of what is negligible in it must not underflow.</summary>
    private const double SmallestNorm = 1e-30;

    /// <summary>Far below the rounding of a matrix of size 1, far above the numbers that have lost digits to underflow.</summary>
    private const double Nothing = 1e-200;

    /// <summary>Columns that one thread takes at a time.</summary>
    private const int Chunk = 16;

    private enum Support : byte
    {
        Upper,
        Both,
        Lower,
    }

    private readonly int _n;
    private readonly double[] _d, _e, _u, _v;
    private readonly double[] _z, _distances, _inner, _packed;

    private BidiagonalDivide(double[] d, double[] e)
    {
        _n = d.Length;
        (_d, _e) = (d, e);
        (_u, _v) = (new double[_n * _n], new double[_n * _n]);
        _z = new double[_n + 1];
        (_distances, _inner, _packed) = (Unset(_n * _n), Unset(_n * _n), Unset(_n * (_n + 1)));
    }

    /// <summary>Decomposes B, of order 1 or more.</summary>
    /// <param name="d">Diagonal, length n; with e, its largest magnitude is about 1. It becomes the singular values, in the order of the columns of U and V.</param>
    /// <param name="e">Above it, length n - 1; overwritten.</param>
    /// <returns>U and V, n x n by columns, and the order that puts the largest value first.</returns>
    public static (double[] U, double[] V, int[] Order) Decompose(double[] d, double[] e)
    {
        var n = d.Length;
        double[] u, v;
        if (n <= Leaf || (Columns.LargestMagnitude(d) == 0 && Columns.LargestMagnitude(e) == 0))
        {
            (u, v) = (Identity(n), Identity(n));
            BidiagonalQr.Diagonalise(d, e, u, v);
        }
        else
        {
            var whole = new BidiagonalDivide(d, e);
            whole.Solve(0, n, wide: false);
            (u, v) = (whole._u, whole._v);
        }
        var order = new int[n];
        for (var i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(order, (i, j) => d[i] != d[j] ? d[j].CompareTo(d[i]) : i.CompareTo(j));
        return (u, v, order);
    }

    // Rows first to first + rows - 1, with one column more than rows if wide; that column of V is then the null vector.
    private void Solve(int first, int rows, bool wide)
    {
        if (rows <= Leaf)
        {
            SolveLeaf(first, rows, wide);
            return;
        }
        var upper = rows / 2;
        var (alpha, beta) = (_d[first + upper], _e[first + upper]);
        Solve(first, upper, wide: true);
        Solve(first + upper + 1, rows - upper - 1, wide);
        Merge(first, upper, rows - upper - 1, wide, alpha, beta);
    }

    private void SolveLeaf(int first, int rows, bool wide)
    {
        var d = _d.AsSpan(first, rows).ToArray();
        var e = _e.AsSpan(first, rows - 1).ToArray();
        var (u, inner) = (Identity(rows), Identity(rows));
        var columns = wide ? rows + 1 : rows;
        var turned = Identity(columns);
        if (wide)
        {
            // Rotations of the last column with the others, from the bottom up, leave it zero and B square.
            var extra = _e[first + rows - 1];
            for (var i = rows - 1; i >= 0 && Math.Abs(extra) > Nothing; i--)
            {
                var length = double.Hypot(d[i], extra);
                var (c, s) = (d[i] / length, extra / length);
                d[i] = length;
                Columns.Rotate(turned.AsSpan(i * columns, columns), turned.AsSpan(rows * columns, columns), c, s);
                if (i == 0)
                    break;
                extra = -s * e[i - 1];
                e[i - 1] *= c;
            }
        }
        BidiagonalQr.Diagonalise(d, e, u, inner);
        d.CopyTo(_d.AsSpan(first));
        for (var j = 0; j < rows; j++)
            u.AsSpan(j * rows, rows).CopyTo(U(first, j, rows));
        ColumnMajor.Multiply<double>(Transpose.No, Transpose.No, columns, rows, rows, 1, turned, columns, inner, rows, 0, _v.AsSpan(first * _n + first), _n);
        if (wide)
            turned.AsSpan(rows * columns, columns).CopyTo(V(first, rows, columns));
    }

    private void Merge(int first, int upper, int lower, bool wide, double alpha, double beta)
    {
        var rows = upper + lower + 1;
        var columns = wide ? rows + 1 : rows;
        var d = _d.AsSpan(first, rows);
        var z = _z.AsSpan(0, columns);
        var norm = Math.Max(Math.Abs(alpha), Math.Abs(beta));
        d[upper] = 0;
        foreach (var value in d)
            norm = Math.Max(norm, value);
        var tolerance = 4 * Epsilon * Math.Max(norm, SmallestNorm);

        // The middle row in the singular vectors of the halves.
        for (var j = 0; j < columns; j++)
            z[j] = j <= upper ? alpha * V(first, j, columns)[upper] : beta * V(first, j, columns)[upper + 1];
        if (wide)
        {
            // Two null vectors, one of each half: one takes all of the row, the other stays a null vector of the whole.
            var length = double.Hypot(z[upper], z[rows]);
            if (length > Nothing)
                Columns.Rotate(V(first, upper, columns), V(first, rows, columns), z[upper] / length, z[rows] / length);
            z[upper] = length;
        }
        if (Math.Abs(z[upper]) <= tolerance)
            z[upper] = Math.CopySign(tolerance, z[upper]);

        var support = new Support[rows];
        support.AsSpan(upper + 1).Fill(Support.Lower);
        support[upper] = Support.Both;
        var (kept, dropped) = Deflate(first, upper, columns, tolerance, support);
        Update(first, upper, columns, kept, dropped, support, tolerance);
    }

    private (List<int> Kept, List<int> Dropped) Deflate(int first, int upper, int columns, double tolerance, Support[] support)
    {
        var rows = support.Length;
        var d = _d.AsSpan(first, rows);
        var z = _z.AsSpan(0, columns);
        var order = new int[rows];
        for (var i = 0; i < rows; i++)
            order[i] = i;
        // The middle's 0 comes first, before other zeros.
        var keys = d.ToArray();
        keys[upper] = -1;
        Array.Sort(keys, order);

        var (kept, dropped) = (new List<int>(rows) { upper }, new List<int>());
        var previous = -1;
        for (var i = 1; i < rows; i++)
        {
            var j = order[i];
            if (Math.Abs(z[j]) <= tolerance)
            {
                dropped.Add(j);
                continue;
            }
            if (previous >= 0 && d[j] - d[previous] <= tolerance)
            {
                // Equal values: a rotation leaves the row nothing of the first.
                var length = double.Hypot(z[j], z[previous]);
                var (c, s) = (z[j] / length, -z[previous] / length);
                (z[j], z[previous]) = (length, 0);
                Columns.Rotate(U(first, previous, rows), U(first, j, rows), c, s);
                Columns.Rotate(V(first, previous, columns), V(first, j, columns), c, s);
                if (support[j] != support[previous])
                    support[j] = support[previous] = Support.Both;
                dropped.Add(previous);
            }
            else if (previous >= 0)
            {
                kept.Add(previous);
            }
            previous = j;
        }
        if (previous >= 0)
            kept.Add(previous);
        return (kept, dropped);
    }

    // Singular values and vectors of what is left, back in the bases of the halves.
    private void Update(int first, int upper, int columns, List<int> kept, List<int> dropped, Support[] support, double tolerance)
    {
        var (rows, k) = (support.Length, kept.Count);
        var (poles, z, squares) = (new double[k], new double[k], new double[k]);
        for (var j = 0; j < k; j++)
        {
            poles[j] = _d[first + kept[j]];
            z[j] = _z[kept[j]];
            squares[j] = z[j] * z[j];
        }
        if (k > 1)
            poles[1] = Math.Max(poles[1], tolerance / 2);

        var values = new double[k];
        ForChunks(k, (from, to) =>
        {
            var scratch = new double[k];
            for (var i = from; i < to; i++)
                values[i] = SingularSecularEquation.Root(i, poles, squares, scratch, _distances.AsSpan(i * k, k));
        });
        Reconstruct(poles, z);

        // Columns with a zero lower half first, those with a zero upper half last: each half is multiplied by its own columns only.
        var place = new int[k];
        var next = 0;
        for (var wanted = Support.Upper; wanted <= Support.Lower; wanted++)
            for (var j = 0; j < k; j++)
                if (support[kept[j]] == wanted)
                    place[j] = next++;
        int upperOnly = kept.Count(j => support[j] == Support.Upper), lowerOnly = kept.Count(j => support[j] == Support.Lower);

        SaveDropped(_v, first, columns, kept.Count, dropped, () =>
        {
            Vectors(poles, z, place, left: false);
            Multiply(_v, first, upper + 1, columns - upper - 1, upper + 1, kept, place, upperOnly, lowerOnly);
        });
        SaveDropped(_u, first, rows, kept.Count, dropped, () =>
        {
            Vectors(poles, z, place, left: true);
            Multiply(_u, first, upper, rows - upper - 1, upper + 1, kept, place, upperOnly, lowerOnly);
            for (var i = 0; i < k; i++)
                U(first, i, rows)[upper] = _inner[i * k + place[0]];
        });

        var d = _d.AsSpan(first, rows);
        var rest = new double[dropped.Count];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = d[dropped[i]];
        values.CopyTo(d);
        rest.CopyTo(d[k..]);
    }

    // The row z for which the values found are exact, with z's signs (Loewner's formula).
    private void Reconstruct(double[] poles, double[] z)
    {
        var k = z.Length;
        var product = new double[k];
        TensorPrimitives.Negate<double>(_distances.AsSpan((k - 1) * k, k), product);
        for (var i = 0; i < k - 1; i++)
        {
            var distances = _distances.AsSpan(i * k, k);
            MultiplyRatios(product.AsSpan(0, i + 1), distances[..(i + 1)], poles.AsSpan(0, i + 1), poles[i + 1]);
            MultiplyRatios(product.AsSpan(i + 1), distances[(i + 1)..], poles.AsSpan(i + 1), poles[i]);
        }
        for (var j = 0; j < k; j++)
            z[j] = Math.CopySign(Math.Sqrt(Math.Abs(product[j])), z[j]);
    }

    // product_j *= distance_j / (pole_j^2 - pole^2)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRatios(Span<double> product, ReadOnlySpan<double> distances, ReadOnlySpan<double> poles, double pole)
    {
        var vp = MemoryMarshal.Cast<double, Vector256<double>>(product);
        var vd = MemoryMarshal.Cast<double, Vector256<double>>(distances);
        var vq = MemoryMarshal.Cast<double, Vector256<double>>(poles);
        var at = Vector256.Create(pole);
        for (var j = 0; j < vp.Length; j++)
            vp[j] *= vd[j] / ((vq[j] - at) * (vq[j] + at));
        for (var j = vp.Length * Vector256<double>.Count; j < product.Length; j++)
            product[j] *= distances[j] / ((poles[j] - pole) * (poles[j] + pole));
    }

    // The singular vectors of the small matrix: v_j = z_j / (d_j^2 - sigma^2), u_j = d_j v_j, u_0 = -1, normalised; entry j in row place[j].
    private void Vectors(double[] poles, double[] z, int[] place, bool left)
    {
        var k = z.Length;
        var numerators = (double[])z.Clone();
        if (left)
            TensorPrimitives.Multiply<double>(z, poles, numerators);
        ForChunks(k, (from, to) =>
        {
            var vector = new double[k];
            for (var i = from; i < to; i++)
            {
                TensorPrimitives.Divide<double>(numerators, _distances.AsSpan(i * k, k), vector);
                if (left)
                    vector[0] = -1;
                var norm = Reflector.Norm<double>(vector);
                Scatter(vector, norm, place, _inner.AsSpan(i * k, k));
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(double[] vector, double norm, int[] place, Span<double> column)
    {
        for (var j = 0; j < place.Length; j++)
            column[place[j]] = vector[j] / norm;
    }

    private void Multiply(
        double[] vectors, int first, int upperRows, int lowerRows, int lowerFirst, List<int> kept, int[] place, int upperOnly, int lowerOnly)
    {
        var k = kept.Count;
        int upperColumns = k - lowerOnly, lowerColumns = k - upperOnly;
        var upperPart = _packed.AsSpan(0, upperRows * upperColumns);
        var lowerPart = _packed.AsSpan(upperPart.Length, lowerRows * lowerColumns);
        for (var j = 0; j < k; j++)
        {
            var column = vectors.AsSpan((first + kept[j]) * _n + first);
            if (place[j] < upperColumns)
                column[..upperRows].CopyTo(upperPart[(place[j] * upperRows)..]);
            if (place[j] >= upperOnly)
                column.Slice(lowerFirst, lowerRows).CopyTo(lowerPart[((place[j] - upperOnly) * lowerRows)..]);
        }
        var target = vectors.AsSpan(first * _n + first);
        ColumnMajor.Multiply<double>(Transpose.No, Transpose.No, upperRows, k, upperColumns, 1, upperPart, Math.Max(1, upperRows), _inner, k, 0, target, _n);
        ColumnMajor.Multiply<double>(
            Transpose.No, Transpose.No, lowerRows, k, lowerColumns, 1, lowerPart, Math.Max(1, lowerRows), _inner.AsSpan(upperOnly), k, 0, target[lowerFirst..], _n);
    }

    // Columns that dropped out move behind the kept ones.
    private void SaveDropped(double[] vectors, int first, int rows, int kept, List<int> dropped, Action replaceKept)
    {
        var saved = new double[dropped.Count * rows];
        for (var i = 0; i < dropped.Count; i++)
            vectors.AsSpan((first + dropped[i]) * _n + first, rows).CopyTo(saved.AsSpan(i * rows));
        replaceKept();
        for (var i = 0; i < dropped.Count; i++)
            saved.AsSpan(i * rows, rows).CopyTo(vectors.AsSpan((first + kept + i) * _n + first));
    }

    private Span<double> U(int first, int column, int rows) => _u.AsSpan((first + column) * _n + first, rows);

    private Span<double> V(int first, int column, int rows) => _v.AsSpan((first + column) * _n + first, rows);

    private static void ForChunks(int count, Action<int, int> work)
    {
        var chunks = (count + Chunk - 1) / Chunk;
        if (SimdOptions.ThreadCount == 1 || count <= 4 * Chunk)
            work(0, count);
        else
            Parallel.For(
                0, chunks, new ParallelOptions { MaxDegreeOfParallelism = SimdOptions.ThreadCount },
                chunk => work(chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk)));
    }

    private static double[] Unset(int length) => GC.AllocateUninitializedArray<double>(length);

    private static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (var i = 0; i < n; i++)
            identity[i * n + i] = 1;
        return identity;
    }
}
