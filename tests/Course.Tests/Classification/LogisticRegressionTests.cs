using Course.Classification;
using Course.Data;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Classification;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Two_species_of_iris_are_told_apart_as_by_scikit_learn()
    {
        var golden = Golden.Load("logreg")["binary"];
        var (x, y) = (golden["X"].Matrix, golden["y"].Integers);
        var before = x.Clone();
        var model = new LogisticRegression().Fit(x, y);

        model.Converged.ShouldBeTrue();
        model.Coefficients.ShouldBeNear(golden["coef"].Matrix.Row(0), 1e-12);
        model.Intercept.ShouldBe(golden["intercept"].Numbers[0], 1e-12);
        model.Score(x, y).ShouldBe(golden["acc"].Number, 1e-15);
        model.PredictProbability(x).SubVector(0, 5).ShouldBeNear(golden["proba_first5"].Vector, 1e-12);
        x.ShouldBe(before);

        var shrunk = new LogisticRegression(c: 0.01).Fit(x, y);
        shrunk.Coefficients.ShouldBeNear(golden["coef_C0.01"].Matrix.Row(0), 1e-12);
        shrunk.Intercept.ShouldBe(golden["intercept_C0.01"].Numbers[0], 1e-12);
    }

    [Theory]
    [InlineData("unscaled_optimum", 0.9601, 0.9510)]
    [InlineData("scaled", 0.9906, 0.9580)]
    [InlineData("scaled_pca2", 0.9624, 0.9371)]
    public void The_cancer_data_reach_the_optimum_raw_and_scaled(string variant, double trainScore, double testScore)
    {
        var golden = Golden.Load("lecture_cancer")[variant];
        var data = Datasets.BreastCancer();
        var split = Split.TrainTest(data.X, data.Y);
        var (train, test) = (split.XTrain, split.XTest);
        var coefficients = golden["coef"].Vector;
        if (variant != "unscaled_optimum")
        {
            var scaler = new StandardScaler().Fit(train);
            (train, test) = (scaler.Transform(train), scaler.Transform(test));
        }
        var model = new LogisticRegression();
        if (variant == "scaled_pca2")
        {
            var pca = new Pca(2).Fit(train);
            (train, test) = (pca.Transform(train), pca.Transform(test));
            // Components are determined up to sign; a flip turns the weight with it.
            coefficients = coefficients.PointwiseMultiply(model.Fit(train, split.YTrain).Coefficients.PointwiseMultiply(coefficients).PointwiseSign());
        }

        model.Fit(train, split.YTrain);

        model.Converged.ShouldBeTrue();
        model.Iterations.ShouldBeLessThan(30);
        model.Coefficients.ShouldBeNear(coefficients, 1e-10);
        model.Intercept.ShouldBe(golden["intercept"].Number, 1e-10 * Math.Max(1, Math.Abs(golden["intercept"].Number)));
        model.Score(train, split.YTrain).ShouldBe(golden["train_acc"].Number, 1e-12);
        model.Score(test, split.YTest).ShouldBe(golden["test_acc"].Number, 1e-12);
        model.Score(train, split.YTrain).ShouldBe(trainScore, 5e-5);
        model.Score(test, split.YTest).ShouldBe(testScore, 5e-5);
        Gradient(model, train, split.YTrain, c: 1).AbsoluteMaximum().ShouldBe(0, 1e-6 * train.ColumnAbsoluteSums().Maximum());
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-2)]
    [InlineData(1e2)]
    [InlineData(1e6)]
    [InlineData(1e10)]
    public void The_gradient_vanishes_at_the_optimum_for_weak_and_strong_penalties(double c)
    {
        var random = new NumPyRandom(7);
        var x = random.StandardNormal(80, 3);
        var y = new int[80];
        for (var i = 0; i < y.Length; i++)
            y[i] = x[i, 0] + x[i, 1] > 0.3 ? 1 : 0; // Separable, so that w grows with C without bound.
        var model = new LogisticRegression(c, maxIterations: 500).Fit(x, y);

        model.Converged.ShouldBeTrue();
        Gradient(model, x, y, c).AbsoluteMaximum().ShouldBe(0, 1e-6 * Math.Max(1, model.Coefficients.L2Norm()));
    }

    [Fact]
    public void The_intercept_alone_learns_the_odds_where_features_say_nothing()
    {
        var model = new LogisticRegression().Fit(Matrix<double>.Build.Dense(8, 2, 3), [0, 0, 0, 0, 0, 0, 1, 1]);

        model.Coefficients.ToArray().ShouldBe([0, 0]);
        model.Intercept.ShouldBe(Math.Log(2.0 / 6), 1e-12);
        model.PredictProbability(Matrix<double>.Build.Dense(1, 2, 3))[0].ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void More_features_than_samples_are_no_trouble()
    {
        var x = new NumPyRandom(1).StandardNormal(6, 40);
        var model = new LogisticRegression().Fit(x, [0, 1, 0, 1, 0, 1]);

        model.Converged.ShouldBeTrue();
        model.Score(x, [0, 1, 0, 1, 0, 1]).ShouldBe(1);
    }

    [Fact]
    public void Classes_may_be_any_two_integers_and_the_second_is_the_positive_one()
    {
        var x = Matrix<double>.Build.DenseOfColumnArrays([-2, -1, 1, 2]);
        var model = new LogisticRegression().Fit(x, [7, 7, -3, -3]);

        model.Classes.ShouldBe([-3, 7]);
        model.Coefficients[0].ShouldBeLessThan(0);
        model.Predict(x).ShouldBe([7, 7, -3, -3]);
        model.DecisionFunction(x).ToArray().ShouldBeNear((x * model.Coefficients + model.Intercept).ToArray(), 1e-15);
    }

    [Fact]
    public void Probabilities_of_far_away_samples_do_not_overflow()
    {
        var model = new LogisticRegression().Fit(Matrix<double>.Build.DenseOfColumnArrays([-1, 1]), [0, 1]);

        model.PredictProbability(Matrix<double>.Build.DenseOfColumnArrays([-1e6, 1e6])).ToArray().ShouldBe([0, 1]);
    }

    [Fact]
    public void Too_few_steps_are_admitted()
    {
        var golden = Golden.Load("logreg")["binary"];
        var model = new LogisticRegression(maxIterations: 2).Fit(golden["X"].Matrix, golden["y"].Integers);

        model.Converged.ShouldBeFalse();
        model.Iterations.ShouldBe(2);
    }

    [Fact]
    public void It_tells_of_each_step_and_a_cancelled_fit_changes_nothing()
    {
        var golden = Golden.Load("logreg")["binary"];
        var (x, y) = (golden["X"].Matrix, golden["y"].Integers);
        var told = new List<FitProgress>();
        var model = new LogisticRegression().Fit(x, y, new Direct<FitProgress>(told.Add));
        told.Select(progress => progress.Done).ShouldBe(Enumerable.Range(1, model.Iterations));
        told.Select(progress => progress.Objective!.Value).ShouldBeInOrder(SortDirection.Descending);

        var before = model.Coefficients;
        using var source = new CancellationTokenSource();
        told.Clear();
        Should.Throw<OperationCanceledException>(() => model.Fit(x * 2, y, new Direct<FitProgress>(progress =>
        {
            told.Add(progress);
            source.Cancel();
        }), source.Token));
        told.Count.ShouldBe(1);
        model.Coefficients.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_new_fit_starts_afresh()
    {
        var golden = Golden.Load("logreg")["binary"];
        var (x, y) = (golden["X"].Matrix, golden["y"].Integers);
        var model = new LogisticRegression().Fit(x, y);
        var first = model.Coefficients;

        model.Fit(x, y).Coefficients.ShouldBe(first);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var x = Matrix<double>.Build.Dense(3, 1, (i, _) => i);
        Should.Throw<ArgumentException>(() => new LogisticRegression().Fit(x, [1, 1, 1])).Message.ShouldContain("y holds 1 class (1)");
        Should.Throw<ArgumentException>(() => new LogisticRegression().Fit(x, [0, 1, 2])).Message.ShouldContain("y holds 3 classes (0, 1, 2)");
        Should.Throw<ArgumentException>(() => new LogisticRegression().Fit(x, [0, 1])).Message.ShouldContain("y has 2 entries but x has 3");
        Should.Throw<ArgumentOutOfRangeException>(() => new LogisticRegression(c: 0)).Message.ShouldContain("c is 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new LogisticRegression(maxIterations: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LogisticRegression(tolerance: double.NaN));
        Should.Throw<InvalidOperationException>(() => new LogisticRegression().Predict(x)).Message.ShouldContain("not fitted");
    }

    private static Vector<double> Gradient(LogisticRegression model, Matrix<double> x, int[] y, double c)
    {
        var residuals = model.PredictProbability(x) - Vector<double>.Build.Dense(y.Length, i => y[i]);
        return model.Coefficients + c * x.TransposeThisAndMultiply(residuals);
    }
}
