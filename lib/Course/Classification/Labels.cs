using MathNet.Numerics.LinearAlgebra;

namespace Course.Classification;

/// <summary>The classes of a set of samples, numbered 0, 1, ... in ascending order.</summary>
/// <param name="Classes">The different classes, ascending.</param>
/// <param name="Codes">For each sample its class's place among them.</param>
internal sealed record Labels(int[] Classes, int[] Codes)
{
    /// <summary>Finds the classes.</summary>
    public static Labels Of(int[] y, int samples, string name, string other)
    {
        ArgumentNullException.ThrowIfNull(y, name);
        Guard.OnePerSample(y.Length, samples, name, other);
        int[] classes = [.. y.Distinct().Order()];
        return new Labels(classes, Array.ConvertAll(y, label => Array.BinarySearch(classes, label)));
    }

    /// <summary>The samples' classes as they were given.</summary>
    public int[] Original() => Array.ConvertAll(Codes, code => Classes[code]);

    /// <summary>The class with the largest entry in each row; of equal ones the first.</summary>
    /// <param name="scores">m x classes.</param>
    public int[] Likeliest(Matrix<double> scores)
    {
        var (m, values) = (scores.RowCount, Columns.Of(scores));
        var best = new int[m];
        for (var c = 1; c < Classes.Length; c++)
            for (var i = 0; i < m; i++)
                if (values[c * m + i] > values[best[i] * m + i])
                    best[i] = c;
        return Array.ConvertAll(best, code => Classes[code]);
    }

    /// <summary>Share of equal entries.</summary>
    public static double Agreement(int[] predicted, int[] y, string name, string other)
    {
        ArgumentNullException.ThrowIfNull(y, name);
        Guard.OnePerSample(y.Length, predicted.Length, name, other);
        var right = 0;
        for (var i = 0; i < y.Length; i++)
            right += predicted[i] == y[i] ? 1 : 0;
        return (double)right / y.Length;
    }
}
