using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>Data parted by <see cref="Split.TrainTest"/>.</summary>
/// <param name="XTrain">The samples to learn from, one a row.</param>
/// <param name="XTest">The samples held back, one a row.</param>
/// <param name="YTrain">Classes of the samples to learn from.</param>
/// <param name="YTest">Classes of the samples held back.</param>
/// <param name="TrainRows">Which rows of the whole data the samples to learn from are.</param>
/// <param name="TestRows">Which rows of the whole data the samples held back are.</param>
public sealed record TrainTest(Matrix<double> XTrain, Matrix<double> XTest, int[] YTrain, int[] YTest, int[] TrainRows, int[] TestRows)
{
    /// <summary>The two sizes in words.</summary>
    public override string ToString() => Guard.Text($"{XTrain.RowCount} samples to learn from, {XTest.RowCount} held back, {XTrain.ColumnCount} features");
}
