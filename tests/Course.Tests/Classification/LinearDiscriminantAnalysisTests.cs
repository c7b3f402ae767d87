using Course.Classification;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Classification;

public sealed class LinearDiscriminantAnalysisTests
{
    private static readonly Golden Iris = Golden.Load("lda_iris");
    private static readonly Matrix<double> X = Iris["X"].Matrix;
    private static readonly int[] Y = Iris["y"].Integers;

    [Fact]
    public void Iris_is_scikit_learns()
    {
        var lda = new LinearDiscriminantAnalysis().Fit(X, Y);

        lda.ExplainedVarianceRatio.ShouldBeNear(Iris["ratio"].Vector, 1e-11);
        lda.Means.ShouldBeNear(Iris["means"].Matrix, 1e-14);
        lda.Mean.ShouldBeNear(Iris["xbar"].Vector, 1e-14);
        lda.Scalings.ShouldBeNear(Iris["scalings"].Matrix.WithColumnSignsOf(lda.Scalings), 1e-10);
        lda.Coefficients.ShouldBeNear(Iris["coef"].Matrix, 1e-10);
        lda.Intercepts.ShouldBeNear(Iris["intercept"].Vector, 1e-10);
        lda.Score(X, Y).ShouldBe(Iris["train_acc"].Number);
        var z = lda.Transform(Rows(0, 60, 120));
        z.ShouldBeNear(Iris["transform"].Matrix.WithColumnSignsOf(z), 1e-10);
        lda.PredictProbability(Rows(0, 60, 70, 120)).ShouldBeNear(Iris["proba"].Matrix, 1e-10);
        // scikit-learn's covariance within the classes has divisor n, the discriminants are scaled for n - classes.
        (lda.Scalings.Transpose() * Iris["covariance"].Matrix * lda.Scalings * 150 / 147).ShouldBeNear(Matrix<double>.Build.DenseIdentity(2), 1e-11);
    }

    [Fact]
    public void The_projected_samples_have_unit_covariance_within_the_classes()
    {
        var z = new LinearDiscriminantAnalysis().FitTransform(X, Y);
        var within = Matrix<double>.Build.Dense(2, 2);
        for (var c = 0; c < 3; c++)
            within += Moments.Covariance(Matrix<double>.Build.DenseOfRowVectors(z.EnumerateRows().Where((_, i) => Y[i] == c))) * 49 / 147;
        within.ShouldBeNear(Matrix<double>.Build.DenseIdentity(2), 1e-11);
    }

    [Fact]
    public void Two_classes_constant_and_dependent_features_and_other_labels()
    {
        var golden = Golden.Load("lda_two_classes_degenerate");
        var x = golden["X"].Matrix;
        var y = Array.ConvertAll(golden["y"].Integers, label => label == 0 ? -7 : 3);
        var lda = new LinearDiscriminantAnalysis().Fit(x, y);

        lda.Classes.ShouldBe([-7, 3]);
        (lda.Coefficients.Row(1) - lda.Coefficients.Row(0)).ShouldBeNear(golden["coef"].Matrix.Row(0), 1e-10);
        (lda.Intercepts[1] - lda.Intercepts[0]).ShouldBe(golden["intercept"].Numbers[0], 1e-10);
        lda.PredictProbability(x.SubMatrix(0, 6, 0, x.ColumnCount)).ShouldBeNear(golden["proba"].Matrix, 1e-10);
        lda.Score(x, y).ShouldBe(golden["score"].Number);
        var z = lda.Transform(x.SubMatrix(0, 6, 0, x.ColumnCount));
        z.ShouldBeNear(golden["transform_first6"].Matrix.WithColumnSignsOf(z), 1e-10);
    }

    [Fact]
    public void Large_data_go_another_way_to_the_same_result()
    {
        var random = new NumPyRandom(8);
        var x = random.StandardNormal(3000, 40) * random.StandardNormal(40, 40);
        var y = random.Integers(0, 4, 3000);
        for (var i = 0; i < 3000; i++)
            x[i, y[i]] += 3;
        var large = new LinearDiscriminantAnalysis().Fit(x, y);
        // Rotated data have the same discriminants seen from elsewhere, hence the same probabilities.
        var rotation = Course.Decomposition.ThinSvd.Of(random.StandardNormal(40, 40)).U;
        new LinearDiscriminantAnalysis().Fit(x * rotation, y).PredictProbability(x * rotation).ShouldBeNear(large.PredictProbability(x), 1e-9);
        var small = new LinearDiscriminantAnalysis().Fit(x.SubMatrix(0, 2400, 0, 40), y[..2400]);
        var covariance = WithinCovariance(x.SubMatrix(0, 2400, 0, 40), y[..2400]);
        (small.Scalings.Transpose() * covariance * small.Scalings).ShouldBeNear(Matrix<double>.Build.DenseIdentity(3), 1e-9);
        covariance = WithinCovariance(x, y);
        (large.Scalings.Transpose() * covariance * large.Scalings).ShouldBeNear(Matrix<double>.Build.DenseIdentity(3), 1e-9);
    }

    [Fact]
    public void Fewer_discriminants_are_the_first_ones()
    {
        var one = new LinearDiscriminantAnalysis(1).Fit(X, Y);
        one.Transform(X).ShouldBe(new LinearDiscriminantAnalysis().FitTransform(X, Y).SubMatrix(0, 150, 0, 1));
        one.ExplainedVarianceRatio.Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis(3).Fit(X, Y)).Message.ShouldContain("at most 2");
    }

    [Fact]
    public void Classes_that_teach_nothing_are_refused()
    {
        var x = X.SubMatrix(0, 4, 0, 4);
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis().Fit(x, [1, 1, 1, 1])).Message.ShouldContain("single class");
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis().Fit(x, [1, 2, 3, 4])).Message.ShouldContain("as many classes as samples");
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis().Fit(x, [1, 2, 3])).Message.ShouldContain("3 entries");
        var points = Matrix<double>.Build.DenseOfRowArrays([0.1, 2], [0.1, 2], [5, 7], [5, 7]);
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis().Fit(points, [0, 0, 1, 1])).Message.ShouldContain("every class is one point");
        var same = Matrix<double>.Build.DenseOfRowArrays([-1, 0], [1, 0], [-1, 0], [1, 0]);
        Should.Throw<ArgumentException>(() => new LinearDiscriminantAnalysis().Fit(same, [0, 0, 1, 1])).Message.ShouldContain("same mean");
    }

    private static Matrix<double> WithinCovariance(Matrix<double> x, int[] y)
    {
        var sum = Matrix<double>.Build.Dense(x.ColumnCount, x.ColumnCount);
        var classes = y.Distinct().ToArray();
        foreach (var label in classes)
        {
            var part = Matrix<double>.Build.DenseOfRowVectors(x.EnumerateRows().Where((_, i) => y[i] == label));
            sum += Moments.Covariance(part) * (part.RowCount - 1);
        }
        return sum / (x.RowCount - classes.Length);
    }

    private static Matrix<double> Rows(params int[] rows) => Matrix<double>.Build.DenseOfRowVectors(rows.Select(X.Row));
}
