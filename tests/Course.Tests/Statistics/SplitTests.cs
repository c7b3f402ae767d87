using Course.Data;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Statistics;

public sealed class SplitTests
{
    [Fact]
    public void The_cancer_data_are_split_as_scikit_learn_splits_them()
    {
        var golden = Golden.Load("lecture_cancer");
        var data = Datasets.BreastCancer();
        var split = Split.TrainTest(data.X, data.Y);

        split.TrainRows.ShouldBe(golden["train_idx"].Integers);
        split.TestRows.ShouldBe(golden["test_idx"].Integers);
        split.ToString().ShouldBe("426 samples to learn from, 143 held back, 30 features");

        var scaler = new StandardScaler().Fit(split.XTrain);
        scaler.Mean.ShouldBeNear(golden["mean"].Vector, 1e-14);
        scaler.Scale.ShouldBeNear(golden["scale"].Vector, 1e-14);
    }

    [Theory]
    [InlineData(2, 0.5, 1)]
    [InlineData(2, 0.01, 1)]
    [InlineData(10, 0.25, 3)]
    [InlineData(10, 0.9, 9)]
    public void Every_sample_lands_in_one_part_with_its_class(int n, double share, int testSamples)
    {
        var x = Matrix<double>.Build.Dense(n, 2, (i, j) => i * 10 + j);
        var split = Split.TrainTest(x, [.. Enumerable.Range(0, n)], share, seed: 5);

        split.TestRows.Length.ShouldBe(testSamples);
        split.TrainRows.Concat(split.TestRows).Order().ShouldBe(Enumerable.Range(0, n));
        split.YTrain.ShouldBe(split.TrainRows);
        split.YTest.ShouldBe(split.TestRows);
        for (var i = 0; i < split.TestRows.Length; i++)
            split.XTest.Row(i).ShouldBe(x.Row(split.TestRows[i]));
        for (var i = 0; i < split.TrainRows.Length; i++)
            split.XTrain.Row(i).ShouldBe(x.Row(split.TrainRows[i]));
    }

    [Fact]
    public void Another_seed_gives_another_split_and_the_same_seed_the_same()
    {
        var x = Matrix<double>.Build.Dense(50, 1, 0);
        var y = new int[50];

        Split.TrainTest(x, y, seed: 1).TestRows.ShouldBe(Split.TrainTest(x, y, seed: 1).TestRows);
        Split.TrainTest(x, y, seed: 1).TestRows.ShouldNotBe(Split.TrainTest(x, y, seed: 2).TestRows);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var x = Matrix<double>.Build.Dense(3, 1, 1);
        Should.Throw<ArgumentException>(() => Split.TrainTest(x, [0, 1])).Message.ShouldContain("y has 2 entries but x has 3");
        Should.Throw<ArgumentOutOfRangeException>(() => Split.TrainTest(x, [0, 1, 0], testShare: 1)).Message.ShouldContain("testShare is 1");
        Should.Throw<ArgumentOutOfRangeException>(() => Split.TrainTest(x, [0, 1, 0], testShare: 0.9)).Message.ShouldContain("none to learn from");
        Should.Throw<ArgumentException>(() => Split.TrainTest(x.SubMatrix(0, 1, 0, 1), [0]));
    }
}
