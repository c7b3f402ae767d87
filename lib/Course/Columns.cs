using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>Arithmetic on the columns of a matrix where they lie: Math.NET stores a dense matrix column after column.</summary>
/// <remarks>The vectors are four numbers wide on every machine, so sums add up in the same order and round the same everywhere.</remarks>
internal static class Columns
{
    /// <summary>The entries of <paramref name="x"/>, column after column; the matrix's own array where it is dense. Never write to it.</summary>
    public static double[] Of(Matrix<double> x) => x.AsColumnMajorArray() ?? x.ToColumnMajorArray();

    /// <summary>The entries of <paramref name="v"/>; the vector's own array where it is dense. Never write to it.</summary>
    public static double[] Of(Vector<double> v) => v.AsArray() ?? v.ToArray();

    /// <summary>A dense matrix around <paramref name="values"/>, without a copy.</summary>
    public static Matrix<double> Matrix(int rows, int columns, double[] values) => Matrix<double>.Build.Dense(rows, columns, values);

    /// <summary>A dense vector around <paramref name="values"/>, without a copy.</summary>
    public static Vector<double> Vector(double[] values) => Vector<double>.Build.Dense(values);

    /// <summary>Inner product, with four running sums so that the additions do not wait for each other.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var va = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var k = 0;
        for (; k + 4 <= va.Length; k += 4)
        {
            s0 += va[k] * vb[k];
            s1 += va[k + 1] * vb[k + 1];
            s2 += va[k + 2] * vb[k + 2];
            s3 += va[k + 3] * vb[k + 3];
        }
        for (; k < va.Length; k++)
            s0 += va[k] * vb[k];
        var sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        for (var i = va.Length * Vector256<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y += factor * x.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        x = x[..y.Length];
        var vx = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var f = Vector256.Create(factor);
        for (var k = 0; k < vy.Length; k++)
            vy[k] += f * vx[k];
        for (var i = vy.Length * Vector256<double>.Count; i < y.Length; i++)
            y[i] += factor * x[i];
    }

    /// <summary>x *= factor.</summary>
    public static void Scale(double factor, Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
            x[i] *= factor;
    }

    /// <summary>Turns two columns in their plane: (a, b) becomes (c a + s b, c b - s a).</summary>
    public static void Rotate(Span<double> a, Span<double> b, double c, double s)
    {
        b = b[..a.Length];
        var va = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var (vc, vs) = (Vector256.Create(c), Vector256.Create(s));
        for (var k = 0; k < va.Length; k++)
            (va[k], vb[k]) = (vc * va[k] + vs * vb[k], vc * vb[k] - vs * va[k]);
        for (var i = va.Length * Vector256<double>.Count; i < a.Length; i++)
            (a[i], b[i]) = (c * a[i] + s * b[i], c * b[i] - s * a[i]);
    }

    /// <summary>Sum of the entries.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        var v = MemoryMarshal.Cast<double, Vector256<double>>(x);
        Vector256<double> s = default;
        foreach (ref readonly var part in v)
            s += part;
        var sum = Vector256.Sum(s);
        for (var i = v.Length * Vector256<double>.Count; i < x.Length; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>Σ (x - value).</summary>
    public static double SumOfDifferences(ReadOnlySpan<double> x, double value)
    {
        var v = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var (s, subtrahend) = (Vector256<double>.Zero, Vector256.Create(value));
        foreach (ref readonly var part in v)
            s += part - subtrahend;
        var sum = Vector256.Sum(s);
        for (var i = v.Length * Vector256<double>.Count; i < x.Length; i++)
            sum += x[i] - value;
        return sum;
    }

    /// <summary>Whether no entry is NaN or infinite.</summary>
    public static bool AllFinite(ReadOnlySpan<double> x)
    {
        // 0 * v is 0 for a finite v and NaN otherwise, and NaN survives the sum.
        var sum = 0.0;
        var v = MemoryMarshal.Cast<double, Vector256<double>>(x);
        Vector256<double> s = default;
        foreach (ref readonly var part in v)
            s += part * Vector256<double>.Zero;
        for (var i = v.Length * Vector256<double>.Count; i < x.Length; i++)
            sum += x[i] * 0;
        return !double.IsNaN(sum + Vector256.Sum(s));
    }

    /// <summary>The largest absolute value; 0 for none.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> x)
    {
        var v = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var magnitudes = Vector256<double>.Zero;
        foreach (ref readonly var part in v)
            magnitudes = Vector256.Max(magnitudes, Vector256.Abs(part));
        var largest = Math.Max(Math.Max(magnitudes[0], magnitudes[1]), Math.Max(magnitudes[2], magnitudes[3]));
        for (var i = v.Length * Vector256<double>.Count; i < x.Length; i++)
            largest = Math.Max(largest, Math.Abs(x[i]));
        return largest;
    }

    /// <summary>The transpose of a rows x columns matrix stored by columns, stored by columns.</summary>
    public static double[] Transposed(ReadOnlySpan<double> x, int rows, int columns)
    {
        // In squares that stay in the cache, since one side is read or written across.
        const int Side = 32;
        var transposed = new double[x.Length];
        for (var right = 0; right < columns; right += Side)
            for (var top = 0; top < rows; top += Side)
                for (var j = right; j < Math.Min(columns, right + Side); j++)
                    for (var i = top; i < Math.Min(rows, top + Side); i++)
                        transposed[i * columns + j] = x[j * rows + i];
        return transposed;
    }
}
