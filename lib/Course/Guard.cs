using System.Globalization;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>Checks at the library's doors. A message names the argument, what it was and what it should be.</summary>
internal static class Guard
{
    /// <summary>A design matrix: at least <paramref name="minimumRows"/> samples, at least one feature, every entry finite.</summary>
    public static void Design(Matrix<double> x, string name, int minimumRows = 1)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        if (x.RowCount < minimumRows || x.ColumnCount < 1)
            throw new ArgumentException(Text($"{name} is {x.RowCount} x {x.ColumnCount}; it should hold one sample a row, at least {minimumRows}, and at least one feature."), name);
        if (!Columns.AllFinite(Columns.Of(x)))
            throw new ArgumentException(FirstNotFinite(x, name), name);
    }

    /// <summary>Samples for a fitted estimator: a design matrix with as many features as the one learnt from.</summary>
    public static void Features(Matrix<double> x, int expected, string name)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        ColumnCount(x, expected, name, "features, as the data fitted on");
        Design(x, name);
    }

    /// <summary>Projections for a fitted estimator: as many columns as it has components, every entry finite.</summary>
    public static void Components(Matrix<double> z, int expected, string name)
    {
        ArgumentNullException.ThrowIfNull(z, name);
        ColumnCount(z, expected, name, "columns, one a component");
        Design(z, name);
    }

    /// <summary>A square matrix, equal to its transpose but for rounding, every entry finite.</summary>
    public static void Symmetric(Matrix<double> c, string name)
    {
        Design(c, name);
        if (c.RowCount != c.ColumnCount)
            throw new ArgumentException(Text($"{name} is {c.RowCount} x {c.ColumnCount}; it should be square and symmetric."), name);
        // In squares that stay in the cache, since one side is read across.
        const int Side = 64;
        var (n, values) = (c.RowCount, Columns.Of(c));
        var tolerance = 1e-8 * Columns.LargestMagnitude(values);
        for (var right = 0; right < n; right += Side)
            for (var top = 0; top <= right; top += Side)
                for (var j = right; j < Math.Min(n, right + Side); j++)
                    for (var i = top; i < Math.Min(j, top + Side); i++)
                        if (Math.Abs(values[j * n + i] - values[i * n + j]) > tolerance)
                            throw new ArgumentException(Text($"{name}[{i}, {j}] is {c[i, j]} but {name}[{j}, {i}] is {c[j, i]}; a symmetric matrix is wanted."), name);
    }

    /// <summary>A vector with at least <paramref name="minimum"/> entries, all finite.</summary>
    public static void Values(Vector<double> v, string name, int minimum = 1)
    {
        ArgumentNullException.ThrowIfNull(v, name);
        if (v.Count < minimum)
            throw new ArgumentException(Text($"{name} has {v.Count} entries; at least {minimum} are needed."), name);
        if (Columns.AllFinite(Columns.Of(v)))
            return;
        var i = v.Find(value => !double.IsFinite(value))!.Item1;
        throw new ArgumentException(Text($"{name}[{i}] is {v[i]}; every entry should be a finite number."), name);
    }

    /// <summary>Something that comes once a sample: as many entries as <paramref name="rows"/>.</summary>
    public static void OnePerSample(int count, int rows, string name, string other)
    {
        if (count != rows)
            throw new ArgumentException(Text($"{name} has {count} entries but {other} has {rows}; they should come in pairs."), name);
    }

    /// <summary>A count of things.</summary>
    public static void Count(int count, int minimum, string name, string what)
    {
        if (count < minimum)
            throw new ArgumentOutOfRangeException(name, Text($"{name} is {count}; the number of {what} should be at least {minimum}."));
    }

    /// <summary>A divisor n - ddof that is at least one.</summary>
    public static void DegreesOfFreedom(int samples, int ddof, string name)
    {
        if (ddof < 0 || samples - ddof < 1)
            throw new ArgumentOutOfRangeException(name, Text($"{name} is {ddof} with {samples} samples; the divisor n - {name} should be at least 1 and {name} not negative."));
    }

    /// <summary>A finite number greater than zero.</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, Text($"{name} is {value}; it should be a finite number greater than 0."));
    }

    /// <summary>The exception for an estimator that is asked before it has learnt.</summary>
    public static InvalidOperationException NotFitted(object estimator) =>
        new($"This {estimator.GetType().Name} is not fitted yet: call Fit with a design matrix first.");

    /// <summary>Text that reads the same in every culture.</summary>
    public static string Text(ref DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);

    private static void ColumnCount(Matrix<double> x, int expected, string name, string what)
    {
        if (x.ColumnCount != expected)
            throw new ArgumentException(Text($"{name} is {x.RowCount} x {x.ColumnCount}; it should have {expected} {what}."), name);
    }

    private static string FirstNotFinite(Matrix<double> x, string name)
    {
        for (var i = 0; i < x.RowCount; i++)
            for (var j = 0; j < x.ColumnCount; j++)
                if (!double.IsFinite(x[i, j]))
                    return Text($"{name}[{i}, {j}] is {x[i, j]}; every entry should be a finite number. Drop or fill in such samples first.");
        return Text($"{name} should be finite.");
    }
}
