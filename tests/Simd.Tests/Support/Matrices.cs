using System.Numerics;

namespace Simd.Tests.Support;

/// <summary>A matrix in guarded memory whose rows are apart by more than their length; the gaps hold NaN.</summary>
internal sealed class GuardedMatrix<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Guarded<T> _memory;

    public GuardedMatrix(int rows, int columns, int gap, Random? random = null)
    {
        (Rows, Columns, Stride) = (rows, columns, Math.Max(1, columns + gap));
        _memory = new Guarded<T>(rows == 0 || columns == 0 ? 0 : (rows - 1) * Stride + columns);
        Span.Fill(T.NaN);
        if (random is null)
            return;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                this[i, j] = T.CreateTruncating(2 * random.NextDouble() - 1);
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Stride { get; }

    public Span<T> Span => _memory.Span;

    public T this[int i, int j]
    {
        get => Span[i * Stride + j];
        set => Span[i * Stride + j] = value;
    }

    /// <summary>Element (i, j) of op(A), in double.</summary>
    public double Op(bool transpose, int i, int j) => double.CreateTruncating(transpose ? this[j, i] : this[i, j]);

    /// <summary>Whether the gaps between the rows still hold NaN.</summary>
    public void GapsShouldBeUntouched()
    {
        for (int at = 0; at < Span.Length; at++)
        {
            if (at % Stride >= Columns)
                T.IsNaN(Span[at]).ShouldBeTrue($"the gap behind row {at / Stride} was written");
        }
    }

    public void Dispose() => _memory.Dispose();
}

/// <summary>Numbers for the tests.</summary>
internal static class Numbers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Half the distance from 1 to the next number: the bound of one rounding.</summary>
    public static readonly double Unit = typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53);

    public static T Of(double value) => T.CreateTruncating(value);

    public static T[] Random(int length, int seed, double scale = 1)
    {
        var random = new Random(seed);
        var x = new T[length];
        for (int i = 0; i < length; i++)
            x[i] = Of(scale * (2 * random.NextDouble() - 1));
        return x;
    }

    /// <summary>Fails unless |actual - expected| is at most the bound, which may be 0.</summary>
    public static void Within(T actual, double expected, double bound, string what = "")
    {
        double error = Math.Abs(double.CreateTruncating(actual) - expected);
        if (!(error <= bound))
            throw new ShouldAssertException($"{actual} should be {expected}: off by {error}, allowed {bound}. {what}");
    }
}
