using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>Parts data into a set to learn from and a set to be judged on.</summary>
public static class Split
{
    /// <summary>
    /// Shuffles the samples and holds some back for testing: the very split of scikit-learn's <c>train_test_split(x, y, test_size=testShare, random_state=seed)</c>.
    /// </summary>
    /// <param name="x">n x p, one sample a row; finite, n >= 2.</param>
    /// <param name="y">The n classes.</param>
    /// <param name="testShare">Share of the samples for testing, strictly between 0 and 1 (default 0.25); rounded up to whole samples.</param>
    /// <param name="seed">Seed of the shuffle, 0 to 2^32 - 1 (default 0).</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite, <paramref name="y"/> has another length, or a part would be empty.</exception>
    public static TrainTest TrainTest(Matrix<double> x, int[] y, double testShare = 0.25, long seed = 0)
    {
        Guard.Design(x, nameof(x), minimumRows: 2);
        ArgumentNullException.ThrowIfNull(y);
        Guard.OnePerSample(y.Length, x.RowCount, nameof(y), nameof(x));
        if (!(testShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testShare), Guard.Text($"testShare is {testShare}; it should lie between 0 and 1, for example 0.25."));
        var test = (int)Math.Ceiling(testShare * x.RowCount);
        if (test >= x.RowCount)
            throw new ArgumentOutOfRangeException(nameof(testShare), Guard.Text($"testShare is {testShare}; of {x.RowCount} samples it leaves none to learn from."));

        var order = new NumPyRandom(seed).Permutation(x.RowCount);
        var (testRows, trainRows) = (order[..test], order[test..]);
        return new TrainTest(Rows(x, trainRows), Rows(x, testRows), Entries(y, trainRows), Entries(y, testRows), trainRows, testRows);
    }

    private static Matrix<double> Rows(Matrix<double> x, int[] rows)
    {
        var (from, to) = (Columns.Of(x), new double[rows.Length * x.ColumnCount]);
        for (var j = 0; j < x.ColumnCount; j++)
            for (var i = 0; i < rows.Length; i++)
                to[j * rows.Length + i] = from[j * x.RowCount + rows[i]];
        return Columns.Matrix(rows.Length, x.ColumnCount, to);
    }

    private static int[] Entries(int[] y, int[] rows)
    {
        var part = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            part[i] = y[rows[i]];
        return part;
    }
}
