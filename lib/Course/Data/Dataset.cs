using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Labelled samples with the names that belong to them.</summary>
/// <param name="Name">What the data are.</param>
/// <param name="X">n x p design matrix, one sample a row.</param>
/// <param name="Y">Class of each sample, an index into <paramref name="ClassNames"/>.</param>
/// <param name="FeatureNames">Name of each of the p features.</param>
/// <param name="ClassNames">Name of each class.</param>
/// <param name="Origin">Who made the data, and under which licence they may be used.</param>
public sealed record Dataset(string Name, Matrix<double> X, int[] Y, IReadOnlyList<string> FeatureNames, IReadOnlyList<string> ClassNames, string Origin)
{
    /// <summary>The features as a table with their names; the rows are named by their classes.</summary>
    public Table ToTable() => Table.FromMatrix(X, FeatureNames, Array.ConvertAll(Y, label => ClassNames[label]));

    /// <summary>How many samples each class has.</summary>
    /// <returns>In the order of <see cref="ClassNames"/>.</returns>
    public int[] ClassCounts()
    {
        var counts = new int[ClassNames.Count];
        foreach (var label in Y)
            counts[label]++;
        return counts;
    }

    /// <summary>Name, shape and class counts in one line.</summary>
    public override string ToString() =>
        Guard.Text($"{Name}: {X.RowCount} samples x {X.ColumnCount} features; {string.Join(", ", ClassNames.Zip(ClassCounts(), (name, count) => $"{count} {name}"))}");
}
