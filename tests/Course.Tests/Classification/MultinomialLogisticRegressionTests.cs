using Course.Classification;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Classification;

public sealed class MultinomialLogisticRegressionTests
{
    private static readonly Matrix<double> X = new StandardScaler().FitTransform(Golden.Load("lda_iris")["X"].Matrix);
    private static readonly int[] Y = Golden.Load("lda_iris")["y"].Integers;

    [Fact]
    public void Iris_is_scikit_learns()
    {
        var golden = Golden.Load("logreg")["multinomial_iris_standardised(X in lda_iris, StandardScaler)"];
        var model = new MultinomialLogisticRegression().Fit(X, Y);

        // The peer's own slopes are up to 1e-8.
        model.Coefficients.ShouldBeNear(golden["coef"].Matrix, 1e-7);
        model.Intercepts.ShouldBeNear(golden["intercept"].Vector, 1e-7);
        model.Converged.ShouldBeTrue();
        model.Intercepts.Sum().ShouldBe(0, 1e-12);
        // On features that were not standardised it guesses, as the peer does.
        model.Score(Golden.Load("lda_iris")["X"].Matrix, Y).ShouldBe(golden["acc"].Number, 1e-15);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(1000)]
    public void At_the_optimum_all_slopes_vanish_also_for_raw_features_of_far_apart_sizes(double c)
    {
        var x = X.MapIndexed((_, j, value) => value * Math.Pow(1000, j - 1) + 7);
        var model = new MultinomialLogisticRegression(c).Fit(x, Y);
        model.Converged.ShouldBeTrue();

        var excess = model.PredictProbability(x);
        for (var i = 0; i < 150; i++)
            excess[i, Y[i]]--;
        var slopes = c * excess.TransposeThisAndMultiply(x) + model.Coefficients;
        for (var j = 0; j < 4; j++)
            (slopes.Column(j) / Math.Pow(1000, j - 1)).InfinityNorm().ShouldBe(0, 1e-6 * c * 150);
        (c * excess).ColumnSums().InfinityNorm().ShouldBe(0, 1e-6 * c * 150);
    }

    [Fact]
    public void Two_classes_are_the_binary_model_with_the_penalty_that_corresponds()
    {
        var (x, y) = (X.SubMatrix(50, 100, 0, 4), Y[50..]);
        var two = new MultinomialLogisticRegression(0.5).Fit(x, y);
        // Weights ±w/2 cost half of what w costs.
        var one = new LogisticRegression(1).Fit(x, y);

        two.Coefficients.Row(1).ShouldBeNear(one.Coefficients / 2, 1e-7);
        two.PredictProbability(x).Column(1).ShouldBeNear(one.PredictProbability(x), 1e-8);
        two.Predict(x).ShouldBe(one.Predict(x));
    }

    [Fact]
    public void Too_few_steps_are_admitted_and_it_can_be_cancelled()
    {
        new MultinomialLogisticRegression(maxIterations: 1).Fit(X, Y).Converged.ShouldBeFalse();
        using var source = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => new MultinomialLogisticRegression().Fit(X, Y, new Direct<FitProgress>(_ => source.Cancel()), source.Token));
        Should.Throw<ArgumentException>(() => new MultinomialLogisticRegression().Fit(X, new int[150])).Message.ShouldContain("single class");
    }
}
