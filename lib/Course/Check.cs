using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>
/// Assertions for notebooks: silent arithmetic made visible. A check that holds writes one line, a check that fails throws
/// <see cref="CheckFailedException"/> saying what came, what should have come and how far apart they are.
/// </summary>
/// <remarks>NaN never passes, not even against NaN.</remarks>
public static class Check
{
    /// <summary>|actual - expected| is at most <paramref name="tolerance"/>.</summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="tolerance">Largest allowed absolute difference, 0 or more.</param>
    /// <param name="what">What is checked, in a few words.</param>
    /// <exception cref="CheckFailedException">The difference is larger, or NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is negative, infinite or NaN.</exception>
    public static void Close(double actual, double expected, double tolerance, string what)
    {
        Tolerance(tolerance);
        if (!Near(actual, expected, tolerance))
            throw new CheckFailedException(Guard.Text($"{what}: {actual}, expected {expected}; difference {Math.Abs(actual - expected):g3}, tolerance {tolerance:g3}."));
        Passed(what);
    }

    /// <summary>The arrays have the same length and every entry is close.</summary>
    /// <inheritdoc cref="Close(double, double, double, string)"/>
    public static void Close(double[] actual, double[] expected, double tolerance, string what)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        Tolerance(tolerance);
        if (actual.Length != expected.Length)
            throw new CheckFailedException(Guard.Text($"{what}: {actual.Length} entries, expected {expected.Length}."));
        Entries(actual, expected, rows: null, tolerance, what);
    }

    /// <summary>The vectors have the same length and every entry is close.</summary>
    /// <inheritdoc cref="Close(double, double, double, string)"/>
    public static void Close(Vector<double> actual, Vector<double> expected, double tolerance, string what)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        Close(Columns.Of(actual), Columns.Of(expected), tolerance, what);
    }

    /// <summary>The matrices have the same shape and every entry is close.</summary>
    /// <inheritdoc cref="Close(double, double, double, string)"/>
    public static void Close(Matrix<double> actual, Matrix<double> expected, double tolerance, string what)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        Tolerance(tolerance);
        if (actual.RowCount != expected.RowCount || actual.ColumnCount != expected.ColumnCount)
            throw new CheckFailedException(Guard.Text($"{what}: {actual.RowCount} x {actual.ColumnCount}, expected {expected.RowCount} x {expected.ColumnCount}."));
        Entries(Columns.Of(actual), Columns.Of(expected), actual.RowCount, tolerance, what);
    }

    /// <summary>The two are equal.</summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="what">What is checked, in a few words.</param>
    /// <exception cref="CheckFailedException">They differ, or are NaN.</exception>
    public static void Equal<T>(T actual, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected) || actual is double.NaN or float.NaN)
            throw new CheckFailedException(Guard.Text($"{what}: {actual}, expected {expected}."));
        Passed(what);
    }

    /// <summary>The condition holds.</summary>
    /// <param name="condition">What should be true.</param>
    /// <param name="what">The same in words.</param>
    /// <exception cref="CheckFailedException">It does not hold.</exception>
    public static void That(bool condition, string what)
    {
        if (!condition)
            throw new CheckFailedException($"Does not hold: {what}.");
        Passed(what);
    }

    private static void Entries(double[] actual, double[] expected, int? rows, double tolerance, string what)
    {
        int wrong = 0, worst = -1;
        var largest = 0.0;
        for (var k = 0; k < actual.Length; k++)
        {
            if (Near(actual[k], expected[k], tolerance))
                continue;
            wrong++;
            var difference = Math.Abs(actual[k] - expected[k]);
            // The first NaN is worse than any number.
            if (worst >= 0 && !(difference > largest || (double.IsNaN(difference) && !double.IsNaN(largest))))
                continue;
            (worst, largest) = (k, difference);
        }
        if (wrong > 0)
        {
            var where = rows is { } n ? Guard.Text($"[{worst % n}, {worst / n}]") : Guard.Text($"[{worst}]");
            throw new CheckFailedException(Guard.Text(
                $"{what}: {wrong} of {actual.Length} entries differ; the worst, {where}, is {actual[worst]}, expected {expected[worst]}; difference {largest:g3}, tolerance {tolerance:g3}."));
        }
        Passed(what);
    }

    // Equal infinities are close although their difference is NaN.
    private static bool Near(double actual, double expected, double tolerance) => actual == expected || Math.Abs(actual - expected) <= tolerance;

    private static void Tolerance(double tolerance)
    {
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), Guard.Text($"tolerance is {tolerance}; it should be 0 or a small positive number."));
    }

    private static void Passed(string what) => Console.WriteLine($"✓ {what}");
}
