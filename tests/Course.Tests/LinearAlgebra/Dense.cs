using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.LinearAlgebra;

/// <summary>Matrices and tolerances for tests that run in double and float.</summary>
internal static class Dense<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Distance from 1 to the next number.</summary>
    public static readonly double Epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    public static readonly bool IsSingle = typeof(T) == typeof(float);

    public static Matrix<T> Of(int rows, int columns, Func<int, int, double> value) =>
        Matrix<T>.Build.Dense(rows, columns, (i, j) => T.CreateSaturating(value(i, j)));

    /// <summary>Entries between -1 and 1.</summary>
    public static Matrix<T> Random(int rows, int columns, int seed = 1)
    {
        var random = new Random(seed);
        return Of(rows, columns, (_, _) => 2 * random.NextDouble() - 1);
    }

    /// <summary>Symmetric, with eigenvalues from 1 on.</summary>
    public static Matrix<T> PositiveDefinite(int n)
    {
        var a = Random(n, n, n);
        return a.TransposeThisAndMultiply(a) + Identity(n);
    }

    public static Matrix<T> Identity(int n) => Matrix<T>.Build.DenseIdentity(n);

    /// <summary>The largest magnitude; NaN if there is one.</summary>
    public static double Largest(Matrix<T> a) => a.Enumerate().Aggregate(0.0, (largest, x) => Math.Max(largest, Math.Abs(double.CreateChecked(x))));
}

internal static class DenseShould
{
    /// <summary>Every entry within factor eps, relative to the largest expected magnitude or 1.</summary>
    public static void ShouldBeWithin<T>(this Matrix<T> actual, Matrix<T> expected, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (actual.RowCount, actual.ColumnCount).ShouldBe((expected.RowCount, expected.ColumnCount));
        var (error, bound) = (Dense<T>.Largest(actual - expected), factor * Dense<T>.Epsilon * Math.Max(1, Dense<T>.Largest(expected)));
        (error <= bound).ShouldBeTrue($"off by {error}, allowed {bound}");
    }

    /// <summary>Columns of length 1 at right angles, to rows times a few eps.</summary>
    public static void ShouldHaveOrthonormalColumns<T>(this Matrix<T> q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        q.TransposeThisAndMultiply(q).ShouldBeWithin(Dense<T>.Identity(q.ColumnCount), 10 + q.RowCount);
}
