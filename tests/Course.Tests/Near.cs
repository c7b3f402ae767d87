using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests;

internal static class Near
{
    /// <summary>Every entry within <paramref name="tolerance"/>, relative to the largest expected magnitude or 1.</summary>
    public static void ShouldBeNear(this Matrix<double> actual, Matrix<double> expected, double tolerance = 1e-12)
    {
        (actual.RowCount, actual.ColumnCount).ShouldBe((expected.RowCount, expected.ColumnCount));
        actual.ToColumnMajorArray().ShouldBeNear(expected.ToColumnMajorArray(), tolerance);
    }

    public static void ShouldBeNear(this Vector<double> actual, Vector<double> expected, double tolerance = 1e-12) =>
        actual.ToArray().ShouldBeNear(expected.ToArray(), tolerance);

    public static void ShouldBeNear(this double[] actual, double[] expected, double tolerance = 1e-12)
    {
        actual.Length.ShouldBe(expected.Length);
        var scale = Math.Max(1, expected.Length == 0 ? 1 : expected.Max(Math.Abs));
        for (var i = 0; i < actual.Length; i++)
            actual[i].ShouldBe(expected[i], tolerance * scale, $"entry {i} of {actual.Length}");
    }

    /// <summary>The rows of <paramref name="rows"/>, each with the sign that brings it nearest to the expected row.</summary>
    public static Matrix<double> WithRowSignsOf(this Matrix<double> rows, Matrix<double> expected)
    {
        var aligned = rows.Clone();
        for (var i = 0; i < rows.RowCount; i++)
            if (rows.Row(i) * expected.Row(i) < 0)
                aligned.SetRow(i, -rows.Row(i));
        return aligned;
    }

    public static Matrix<double> WithColumnSignsOf(this Matrix<double> columns, Matrix<double> expected) =>
        columns.Transpose().WithRowSignsOf(expected.Transpose()).Transpose();
}
