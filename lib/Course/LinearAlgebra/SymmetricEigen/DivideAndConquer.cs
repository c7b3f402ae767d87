using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix: torn into halves, each solved, then merged.
/// </summary>
/// <remarks>
/// Cuppen (1981): T = [T1 0; 0 T2] + rho u u^T, so in the eigenvectors of the halves T is a diagonal plus a matrix of rank one, whose eigenvalues
/// solve a <see cref="SecularEquation"/>. Dongarra and Sorensen (1987): equal or uncoupled values drop out before (deflation). Gu and Eisenstat (1995):
/// vectors are computed from the z for which the computed roots are exact, so that they are orthogonal.
/// Cost: at most 2/3 n³ multiply-adds, nearly all of them in products of matrices; far less where values deflate.
/// </remarks>
internal sealed class DivideAndConquer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Order up to which iterations are faster than tearing.</summary>
    private const int Leaf = 32;

    /// <summary>Roots or rows that one step of a parallel loop works on, and the order from which several processors pay.</summary>
    private const int Batch = 32, WorthThreads = 192;

    private readonly int _n;
    private readonly Scratch<T> _vectors, _copies, _inner;
    private readonly T[] _d, _e;
    private readonly T[] _z, _poles, _squares, _weights, _roots;
    private readonly int[] _order, _live, _deflated, _row;
    private readonly Support[] _support;

    /// <summary>Prepares for one matrix, of entries of magnitude about 1 at most.</summary>
    /// <param name="diagonal">n entries; becomes the eigenvalues, in no order.</param>
    /// <param name="offDiagonal">n - 1 entries; destroyed.</param>
    public DivideAndConquer(T[] diagonal, T[] offDiagonal)
    {
        (_n, _d, _e) = (diagonal.Length, diagonal, offDiagonal);
        // Zeros: a half's vectors have none but zero entries in the other half's rows.
        _vectors = new Scratch<T>(_n * _n);
        _vectors.Span.Clear();
        var merged = _n <= Leaf ? 0 : _n * _n;
        (_copies, _inner) = (new Scratch<T>(merged), new Scratch<T>(merged));
        (_z, _poles, _squares, _weights, _roots) = (new T[_n], new T[_n], new T[_n], new T[_n], new T[_n]);
        (_order, _live, _deflated, _row) = (new int[_n], new int[_n], new int[_n], new int[_n]);
        _support = new Support[_n];
    }

    private Span<T> Q => _vectors.Span;

    private Span<T> Packed => _copies.Span;

    private Span<T> S => _inner.Span;

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        _vectors.Dispose();
        _copies.Dispose();
        _inner.Dispose();
    }

    /// <summary>Where an eigenvector of the two halves together is not zero.</summary>
    private enum Support
    {
        Top,
        Both,
        Bottom,
    }

    /// <summary>Solves, and writes the pairs that belong to the largest eigenvalues.</summary>
    /// <param name="values">Gets all n eigenvalues, ascending.</param>
    /// <param name="vectors">Gets the eigenvectors of the last <paramref name="count"/> of them, n x count by columns.</param>
    /// <param name="count">How many vectors are wanted.</param>
    public void Solve(Span<T> values, Span<T> vectors, int count)
    {
        Solve(0, _n, count);
        Sort(0, _n);
        for (var i = 0; i < _n; i++)
            values[i] = _d[_order[i]];
        for (var i = 0; i < count; i++)
            Column(_order[_n - count + i], 0, _n).CopyTo(vectors.Slice(i * _n, _n));
    }

    private Span<T> Column(int j, int start, int rows) => Q.Slice(j * _n + start, rows);

    /// <summary>Numbers of the columns from <paramref name="start"/> on, in ascending order of their values.</summary>
    private void Sort(int start, int n)
    {
        var keys = _roots.AsSpan(0, n);
        var order = _order.AsSpan(0, n);
        _d.AsSpan(start, n).CopyTo(keys);
        for (var i = 0; i < n; i++)
            order[i] = start + i;
        keys.Sort(order);
    }

    private void Solve(int start, int n, int wanted)
    {
        if (n <= Leaf)
        {
            for (var j = start; j < start + n; j++)
                Q[j * _n + j] = T.One;
            ImplicitQl.Solve(_d.AsSpan(start, n), _e.AsSpan(start, n - 1), Q[(start * _n + start)..], n, _n);
            return;
        }
        var top = n / 2;
        var middle = start + top;
        var coupling = _e[middle - 1];
        _d[middle - 1] -= T.Abs(coupling);
        _d[middle] -= T.Abs(coupling);
        Solve(start, top, top);
        Solve(middle, n - top, n - top);
        Merge(start, top, n, coupling, wanted);
    }

    private void Merge(int start, int top, int n, T coupling, int wanted)
    {
        // u = (0, ..., 1, sign, ..., 0), so z is the last row of the one half's vectors and the first of the other's; sqrt(2) makes its norm 1.
        var two = T.One + T.One;
        var scale = T.One / T.Sqrt(two);
        var (middle, end) = (start + top, start + n);
        for (var j = start; j < middle; j++)
            _z[j] = scale * Q[j * _n + middle - 1];
        for (var j = middle; j < end; j++)
            _z[j] = T.CopySign(scale, coupling) * Q[j * _n + middle];

        var live = Deflate(start, middle, n, two * T.Abs(coupling));
        if (live == 0)
            return;
        var norm = T.Sqrt(Blas.Dot<T>(_weights.AsSpan(0, live), _weights.AsSpan(0, live)));
        for (var i = 0; i < live; i++)
        {
            _weights[i] /= norm;
            _squares[i] = _weights[i] * _weights[i];
        }
        var (tops, both) = Pack(start, top, n, live);
        SolveSecular(live, two * T.Abs(coupling) * norm * norm);
        Multiply(start, top, n, live, tops, both, Math.Min(live, wanted));
    }

    /// <summary>
    /// Sets the pairs aside that are eigenpairs already: those not coupled, and of two equal values one, after a rotation that uncouples it.
    /// </summary>
    /// <returns>How many remain: their columns in ascending order in _live, their values in _poles, their couplings in _weights.</returns>
    private int Deflate(int start, int middle, int n, T rho)
    {
        Sort(start, n);
        var largest = T.Max(T.Abs(TensorPrimitives.MaxMagnitude<T>(_d.AsSpan(start, n))), T.Abs(TensorPrimitives.MaxMagnitude<T>(_z.AsSpan(start, n))));
        var tolerance = T.CreateTruncating(4) * Rounding<T>.Epsilon * largest;
        var (live, deflated) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            var j = _order[i];
            _support[j] = j < middle ? Support.Top : Support.Bottom;
            if (rho * T.Abs(_z[j]) <= tolerance)
            {
                _deflated[deflated++] = j;
                continue;
            }
            if (live > 0 && Uncouple(_live[live - 1], j, start, n, tolerance))
                _deflated[deflated++] = _live[--live];
            _live[live++] = j;
        }
        for (var i = 0; i < live; i++)
            (_poles[i], _weights[i]) = (_d[_live[i]], _z[_live[i]]);
        return live;
    }

    /// <summary>Rotates the coupling of column i into column j, if their values are so near that the entry this leaves off the diagonal is rounding.</summary>
    private bool Uncouple(int i, int j, int start, int n, T tolerance)
    {
        var (c, s, length) = PlaneRotation.Onto(_z[j], _z[i]);
        if (T.Abs((_d[j] - _d[i]) * c * s) > tolerance)
            return false;
        (_z[i], _z[j]) = (T.Zero, length);
        if (_support[i] != _support[j])
            _support[j] = Support.Both;
        PlaneRotation.Apply(Column(j, start, n), Column(i, start, n), c, s);
        (_d[i], _d[j]) = (_d[i] * c * c + _d[j] * s * s, _d[i] * s * s + _d[j] * c * c);
        return true;
    }

    /// <summary>
    /// Copies the columns that remain to Packed, grouped by support, without the zeros: those of the top half, then those of the bottom half, then
    /// whole columns that are set aside. _row tells where in its group a column went.
    /// </summary>
    /// <returns>How many have entries in the top half only, and in both.</returns>
    private (int Tops, int Both) Pack(int start, int top, int n, int live)
    {
        var (tops, both) = (0, 0);
        for (var i = 0; i < live; i++)
        {
            tops += _support[_live[i]] == Support.Top ? 1 : 0;
            both += _support[_live[i]] == Support.Both ? 1 : 0;
        }
        var bottom = n - top;
        var topPart = Packed;
        var bottomPart = Packed[(top * (tops + both))..];
        var (nextTop, nextBoth, nextBottom) = (0, tops, tops + both);
        for (var i = 0; i < live; i++)
        {
            var column = Column(_live[i], start, n);
            var support = _support[_live[i]];
            var row = _row[i] = support == Support.Top ? nextTop++ : support == Support.Both ? nextBoth++ : nextBottom++;
            if (support != Support.Bottom)
                column[..top].CopyTo(topPart[(row * top)..]);
            if (support != Support.Top)
                column[top..].CopyTo(bottomPart[((row - tops) * bottom)..]);
        }
        var rest = bottomPart[(bottom * (live - tops))..];
        for (var i = 0; i < n - live; i++)
            Column(_deflated[i], start, n).CopyTo(rest[(i * n)..]);
        for (var i = 0; i < n - live; i++)
            _roots[i] = _d[_deflated[i]];
        _roots.AsSpan(0, n - live).CopyTo(_d.AsSpan(start + live));
        return (tops, both);
    }

    /// <summary>Leaves the eigenvalues of diag(_poles) + rho w w^T in _roots and the eigenvectors in the columns of S, rows in the order of _row.</summary>
    private void SolveSecular(int k, T rho)
    {
        Batches(k, (from, to) =>
        {
            for (var j = from; j < to; j++)
                _roots[j] = SecularEquation.Root(j, _poles.AsSpan(0, k), _squares.AsSpan(0, k), rho, S.Slice(j * k, k));
        });
        Batches(k, (from, to) => RefineWeights(k, from, to));
        Batches(k, (from, to) =>
        {
            var vector = new T[k];
            for (var j = from; j < to; j++)
            {
                var column = S.Slice(j * k, k);
                TensorPrimitives.Divide<T>(_weights.AsSpan(0, k), column, vector);
                var scale = T.One / T.Sqrt(Blas.Dot<T>(vector, vector));
                Scatter(vector, scale, _row, column);
            }
        });
    }

    /// <summary>The weights for which the computed roots are exact: w[i]² = product over j of (root[j] - d[i]) / (d[j] - d[i]), without the zero below.</summary>
    private void RefineWeights(int k, int from, int to)
    {
        Span<T> product = stackalloc T[Batch];
        product.Fill(T.One);
        product = product[..(to - from)];
        var d = _poles.AsSpan(from, to - from);
        for (var j = 0; j < k; j++)
            MultiplyByRatios(product, S.Slice(j * k + from, to - from), d, _poles[j]);
        for (var i = from; i < to; i++)
            _weights[i] = T.CopySign(T.Sqrt(T.Abs(product[i - from])), _weights[i]);
    }

    /// <summary>destination[row[i]] = scale * source[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<T> source, T scale, ReadOnlySpan<int> row, Span<T> destination)
    {
        for (var i = 0; i < source.Length; i++)
            destination[row[i]] = scale * source[i];
    }

    /// <summary>product *= distances / (d - pole), where the pole's own d leaves its distance as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyByRatios(Span<T> product, ReadOnlySpan<T> distances, ReadOnlySpan<T> d, T pole)
    {
        var products = MemoryMarshal.Cast<T, Vector256<T>>(product);
        var numerators = MemoryMarshal.Cast<T, Vector256<T>>(distances)[..products.Length];
        var from = MemoryMarshal.Cast<T, Vector256<T>>(d)[..products.Length];
        var poles = Vector256.Create(pole);
        for (var i = 0; i < products.Length; i++)
        {
            var gap = from[i] - poles;
            gap = Vector256.ConditionalSelect(Vector256.Equals(gap, Vector256<T>.Zero), Vector256<T>.One, gap);
            products[i] *= numerators[i] / gap;
        }
        for (var i = products.Length * Vector256<T>.Count; i < product.Length; i++)
            product[i] *= distances[i] / (d[i] == pole ? T.One : d[i] - pole);
    }

    /// <summary>Eigenvectors of the whole: those of the halves times those of the merged problem, for the <paramref name="wanted"/> largest roots.</summary>
    private void Multiply(int start, int top, int n, int live, int tops, int both, int wanted)
    {
        var (bottom, skip) = (n - top, live - wanted);
        var (rowsTop, rowsBottom) = (tops + both, live - tops);
        var result = Q[((start + skip) * _n + start)..];
        var s = S.Slice(skip * live, wanted * live);
        Blas.GemmColumnMajor<T>(Transpose.No, Transpose.No, top, wanted, rowsTop, T.One, Packed, top, s, live, T.Zero, result, _n);
        Blas.GemmColumnMajor<T>(
            Transpose.No, Transpose.No, bottom, wanted, rowsBottom, T.One, Packed[(top * rowsTop)..], bottom, s[tops..], live, T.Zero, result[top..], _n);

        _roots.AsSpan(0, live).CopyTo(_d.AsSpan(start));
        var rest = Packed[(top * rowsTop + bottom * rowsBottom)..];
        for (var i = 0; i < n - live; i++)
            rest.Slice(i * n, n).CopyTo(Column(start + live + i, start, n));
    }

    private static void Batches(int count, Action<int, int> step)
    {
        var batches = (count + Batch - 1) / Batch;
        if (count >= WorthThreads && SimdOptions.ThreadCount > 1)
            Workers.For(batches, batch => step(batch * Batch, Math.Min(count, (batch + 1) * Batch)));
        else
            for (var batch = 0; batch < batches; batch++)
                step(batch * Batch, Math.Min(count, (batch + 1) * Batch));
    }
}
