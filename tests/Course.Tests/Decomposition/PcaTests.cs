using Course.Data;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class PcaTests
{
    private static readonly Golden Numbers = Golden.Load("pca");

    public static TheoryData<PcaSolver> Solvers => [.. Enum.GetValues<PcaSolver>()];

    [Theory, MemberData(nameof(Solvers))]
    public void Three_components_are_scikit_learns_up_to_sign(PcaSolver solver)
    {
        var (golden, x, fresh) = (Numbers["k3"], Numbers["X"].Matrix, Numbers["new"].Matrix);
        // A random subspace of all six dimensions misses nothing, and the covariance squares what is far from tiny: only rounding differs.
        var tolerance = solver is PcaSolver.Auto or PcaSolver.Full ? 1e-13 : 1e-12;
        var pca = new Pca(3, solver);
        var scores = pca.FitTransform(x);
        var expected = golden["components"].Matrix;

        pca.ComponentCount.ShouldBe((int)golden["n"].Number);
        pca.SolverUsed.ShouldBe(solver == PcaSolver.Auto ? PcaSolver.Full : solver);
        pca.Mean.ShouldBeNear(golden["mean"].Vector, 1e-14);
        pca.Components.WithRowSignsOf(expected).ShouldBeNear(expected, tolerance);
        pca.SingularValues.ShouldBeNear(golden["singular_values"].Vector, tolerance);
        pca.ExplainedVariance.ShouldBeNear(golden["explained_variance"].Vector, tolerance);
        pca.ExplainedVarianceRatio.ShouldBeNear(golden["ratio"].Vector, tolerance);
        pca.NoiseVariance.ShouldBe(golden["noise_variance"].Number, tolerance);
        scores.WithColumnSignsOf(golden["transform"].Matrix).ShouldBeNear(golden["transform"].Matrix, tolerance);
        var moved = pca.Transform(fresh);
        moved.ShouldBeNear(golden["transform_new"].Matrix.WithColumnSignsOf(moved), tolerance);
        pca.InverseTransform(moved).ShouldBeNear(golden["inverse_of_transform_new"].Matrix, tolerance);
        pca.Covariance.ShouldBeNear(golden["covariance"].Matrix, tolerance);
        pca.Score(x).ShouldBe(golden["score(mean loglik)"].Number, 10 * tolerance);

        var whitening = new Pca(3, solver, whiten: true).Fit(x);
        var white = whitening.Transform(fresh);
        white.ShouldBeNear(golden["whiten_transform_new"].Matrix.WithColumnSignsOf(white), tolerance);
        whitening.InverseTransform(white).ShouldBeNear(golden["inverse_of_transform_new"].Matrix, tolerance);
    }

    [Theory, MemberData(nameof(Solvers))]
    public void All_components_are_scikit_learns(PcaSolver solver)
    {
        var golden = Numbers["full"];
        var pca = new Pca(solver).Fit(Numbers["X"].Matrix);

        pca.ComponentCount.ShouldBe((int)golden["n"].Number);
        pca.Mean.ShouldBeNear(golden["mean"].Vector, 1e-14);
        pca.Components.WithRowSignsOf(golden["components"].Matrix).ShouldBeNear(golden["components"].Matrix, 1e-12);
        pca.SingularValues.ShouldBeNear(golden["singular_values"].Vector, 1e-12);
        pca.ExplainedVariance.ShouldBeNear(golden["explained_variance"].Vector, 1e-12);
        pca.ExplainedVarianceRatio.ShouldBeNear(golden["ratio"].Vector, 1e-13);
        pca.NoiseVariance.ShouldBe(golden["noise_variance"].Number);
    }

    [Fact]
    public void The_shape_of_the_data_chooses_the_solver()
    {
        Matrix<double> Data(int n, int p) => Matrix<double>.Build.Dense(n, p, (i, j) => (i * 31 + j * 17) % 101 + (i == j ? 50 : 0));

        new Pca(2).Fit(Data(1000, 1000)).SolverUsed.ShouldBe(PcaSolver.Full);
        new Pca(2).Fit(Data(10_001, 100)).SolverUsed.ShouldBe(PcaSolver.Covariance);
        new Pca(2).Fit(Data(100, 10_001)).SolverUsed.ShouldBe(PcaSolver.Randomized);
        new Pca(10).Fit(Data(100, 10_001)).SolverUsed.ShouldBe(PcaSolver.Full);
        new Pca(0.5).Fit(Data(100, 10_001)).SolverUsed.ShouldBe(PcaSolver.Full);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Whitened_coordinates_have_unit_variance_and_lead_back(int n, int p)
    {
        var x = new NumPyRandom(n + 100 * p).StandardNormal(n, p);
        for (var j = 0; j < p; j++)
            x.SetColumn(j, x.Column(j) * (j + 1) + 10 * j);
        // Centred data of n samples vary along n - 1 directions at most.
        var k = Math.Min(n - 1, p);
        var pca = new Pca(k, whiten: true);
        var z = pca.FitTransform(x);
        var before = z.Clone();

        Moments.Covariance(z).ShouldBeNear(Matrix<double>.Build.DenseIdentity(k), 1e-12);
        pca.InverseTransform(z).ShouldBeNear(x, 1e-12);
        z.ShouldBe(before);
    }

    [Fact]
    public void A_direction_without_variance_stays_0_when_whitened()
    {
        var x = Matrix<double>.Build.Dense(4, 3, 0.1);
        var pca = new Pca(whiten: true);

        pca.FitTransform(x).ShouldBe(Matrix<double>.Build.Dense(4, 3));
        pca.InverseTransform(pca.Transform(x)).ShouldBe(x);
    }

    [Fact]
    public void With_all_components_the_score_is_the_normal_distributions()
    {
        var x = Numbers["X"].Matrix;
        var pca = new Pca().Fit(x);
        var covariance = Moments.Covariance(x);
        var difference = x.Row(7) - pca.Mean;

        pca.Covariance.ShouldBeNear(covariance, 1e-13);
        pca.ScoreSamples(x)[7].ShouldBe(-0.5 * (6 * Math.Log(2 * Math.PI) + Math.Log(covariance.Determinant()) + difference * covariance.Inverse() * difference), 1e-10);
        pca.Score(x).ShouldBe(pca.ScoreSamples(x).Average(), 1e-13);
    }

    [Fact]
    public void Without_noise_and_with_fewer_components_than_features_there_is_no_density()
    {
        var wide = new NumPyRandom(1).StandardNormal(4, 9);
        Should.Throw<InvalidOperationException>(() => new Pca().Fit(wide).Score(wide)).Message.ShouldContain("keep fewer components");
        new Pca(2).Fit(wide).Score(wide).ShouldBeGreaterThan(double.NegativeInfinity);
    }

    [Fact]
    public void A_file_from_before_there_were_solvers_is_still_read()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var x = Numbers["X"].Matrix;
            var pca = new Pca(2).Fit(x);
            pca.Save(path);
            var text = File.ReadAllText(path);
            var old = text.Replace(",\"Solver\":\"Full\"", "", StringComparison.Ordinal).Replace(",\"Solver\":\"Auto\",\"Whiten\":false,\"Seed\":0", "", StringComparison.Ordinal);
            old.ShouldNotContain("Solver");
            old.ShouldNotContain("Seed");
            File.WriteAllText(path, old);

            Pca.Load(path).Transform(x).ShouldBe(pca.Transform(x));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_random_solver_depends_on_its_seed_alone_and_comes_near_the_exact_components()
    {
        var x = Datasets.Digits().X;
        var exact = new Pca(8).Fit(x);
        var (one, again, other) = (Random(3), Random(3), Random(4));
        Pca Random(long seed) => new Pca(8, PcaSolver.Randomized, seed: seed).Fit(x);

        again.Components.ShouldBe(one.Components);
        other.Components.ShouldNotBe(one.Components);
        // No subspace holds more variance than the principal one; what it misses counts as noise.
        (exact.ExplainedVariance - one.ExplainedVariance).Minimum().ShouldBeGreaterThan(-1e-11);
        one.ExplainedVariance.ShouldBeNear(exact.ExplainedVariance, 1e-4);
        one.Components.ShouldBeNear(exact.Components, 1e-2);
        (56 * (one.NoiseVariance - exact.NoiseVariance)).ShouldBe((exact.ExplainedVariance - one.ExplainedVariance).Sum(), 1e-9);
    }

    [Theory]
    [InlineData(0.95, "n_for_0.95")]
    [InlineData(0.80, "n_for_0.80")]
    public void A_share_of_the_variance_chooses_as_many_components_as_scikit_learn(double share, string name)
    {
        new Pca(share).Fit(Numbers["X"].Matrix).ComponentCount.ShouldBe((int)Numbers[name].Number);
    }

    [Fact]
    public void The_cancer_data_need_ten_components_scaled_and_one_raw()
    {
        var golden = Golden.Load("lecture_cancer");
        var data = Datasets.BreastCancer();
        var split = Split.TrainTest(data.X, data.Y);
        var scaled = new StandardScaler().FitTransform(split.XTrain);

        new Pca(0.95).Fit(scaled).ComponentCount.ShouldBe((int)golden["d95_scaled"].Number);
        new Pca(0.95).Fit(split.XTrain).ComponentCount.ShouldBe((int)golden["d95_unscaled"].Number);
        new Pca().Fit(scaled).ExplainedVarianceRatio.ShouldBeNear(golden["ratio_scaled"].Vector, 1e-14);
    }

    [Fact]
    public void Variances_twelve_orders_of_magnitude_below_the_largest_are_accurate()
    {
        var golden = Golden.Load("lecture_cancer")["ratio_unscaled"].Numbers;
        var data = Datasets.BreastCancer();
        var ratio = new Pca().Fit(Split.TrainTest(data.X, data.Y).XTrain).ExplainedVarianceRatio;

        for (var k = 0; k < golden.Length; k++)
            (ratio[k] / golden[k]).ShouldBe(1, 1e-9, $"component {k}");
    }

    [Fact]
    public void The_lectures_first_component_explains_its_share()
    {
        var golden = Golden.Load("lecture_gauss2d_seed0");
        var covariance = Matrix<double>.Build.DenseOfArray(new double[,] { { 4, 2 }, { 2, 2 } });
        var x = new NumPyRandom(0).MultivariateNormal(Vector<double>.Build.Dense([-1, 2]), covariance, 10_000);
        var pca = new Pca(2).Fit(x);

        pca.ExplainedVarianceRatio.ShouldBeNear(golden["ratio"].Vector, 1e-13);
        pca.Components.ShouldBeNear(Matrix<double>.Build.DenseOfRowArrays([0.8518036073830442, 0.5238612549609226], [-0.5238612549609226, 0.8518036073830442]), 1e-13);

        // The rank-1 approximation with and without the centring that a common slip forgets.
        var centred = Moments.Centre(x);
        var first = pca.Components.SubMatrix(0, 1, 0, 2);
        double Error(Matrix<double> coordinates) => (Moments.Centre(x) - coordinates * first).PointwisePower(2).RowSums().Average();
        Error(centred * first.Transpose()).ShouldBe(0.742, 0.0006);
        Error(x * first.Transpose()).ShouldBe(0.791, 0.0006);
    }

    public static TheoryData<int, int> Shapes => new() { { 2, 1 }, { 2, 6 }, { 5, 8 }, { 8, 8 }, { 50, 1 }, { 40, 7 }, { 7, 40 }, { 300, 12 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Whatever_the_shape_the_theory_holds(int n, int p)
    {
        var x = new NumPyRandom(n + 100 * p).StandardNormal(n, p);
        for (var j = 0; j < p; j++)
            x.SetColumn(j, x.Column(j) * (j + 1) + 10 * j);
        var before = x.Clone();
        var whole = new Pca().Fit(x);
        var r = Math.Min(n, p);

        x.ShouldBe(before);
        whole.ComponentCount.ShouldBe(r);
        (whole.Components * whole.Components.Transpose()).ShouldBeNear(Matrix<double>.Build.DenseIdentity(r), 1e-13);
        whole.InverseTransform(whole.Transform(x)).ShouldBeNear(x, 1e-13);
        whole.ExplainedVarianceRatio.Sum().ShouldBe(1, 1e-13);
        whole.ExplainedVariance.Sum().ShouldBe(Moments.ColumnVariances(x).Sum(), 1e-11);
        Moments.Covariance(whole.Transform(x)).ShouldBeNear(Matrix<double>.Build.DiagonalOfDiagonalVector(whole.ExplainedVariance), 1e-12);

        for (var k = 1; k <= r; k++)
        {
            var pca = new Pca(k).Fit(x);
            var error = (x - pca.InverseTransform(pca.Transform(x))).PointwisePower(2).RowSums().Sum() / (n - 1);
            error.ShouldBe(whole.ExplainedVariance.Skip(k).Sum(), 1e-10);
            pca.NoiseVariance.ShouldBe(k == r ? 0 : whole.ExplainedVariance.Skip(k).Average(), 1e-12);
            pca.Components.ShouldBe(whole.Components.SubMatrix(0, k, 0, p));
        }
    }

    [Fact]
    public void The_covariance_route_for_large_data_agrees_with_the_decomposition()
    {
        var x = new NumPyRandom(8).StandardNormal(50_001, 20) * new NumPyRandom(9).StandardNormal(20, 20);
        ((long)x.RowCount * x.ColumnCount).ShouldBeGreaterThan(1_000_000);
        var pca = new Pca().Fit(x);
        var svd = ThinSvd.Of(Moments.Centre(x));

        pca.SolverUsed.ShouldBe(PcaSolver.Covariance);
        pca.SingularValues.ShouldBeNear(svd.S, 1e-12);
        pca.Components.ShouldBeNear(svd.Vt, 1e-11);
        // A part of the components is the same part, and the noise is what is left of the others.
        var few = new Pca(3).Fit(x);
        few.Components.ShouldBeNear(svd.Vt.SubMatrix(0, 3, 0, 20), 1e-11);
        few.ExplainedVarianceRatio.ShouldBeNear(pca.ExplainedVarianceRatio.SubVector(0, 3), 1e-13);
        few.NoiseVariance.ShouldBe(pca.ExplainedVariance.Skip(3).Average(), 1e-10);
    }

    [Fact]
    public void The_largest_loading_is_positive()
    {
        foreach (var component in new Pca().Fit(Datasets.Digits().X).Components.EnumerateRows().Take(61))
            component[component.AbsoluteMaximumIndex()].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Constant_features_have_no_part_in_any_component_that_varies()
    {
        var x = new NumPyRandom(2).StandardNormal(30, 4);
        x.SetColumn(2, Vector<double>.Build.Dense(30, 0.1));
        var pca = new Pca(3).Fit(x);

        pca.Components.Column(2).AbsoluteMaximum().ShouldBe(0, 1e-14);
        new Pca().Fit(x).ExplainedVariance[3].ShouldBe(0, 1e-25);
    }

    [Fact]
    public void Equal_samples_have_no_variance_and_no_share_of_it()
    {
        var x = Matrix<double>.Build.Dense(4, 3, 0.1);
        var pca = new Pca().Fit(x);

        pca.ExplainedVariance.ToArray().ShouldBe([0, 0, 0]);
        pca.ExplainedVarianceRatio.ToArray().ShouldBe([0, 0, 0]);
        pca.InverseTransform(pca.Transform(x)).ShouldBe(x);
        Should.Throw<ArgumentException>(() => new Pca(0.9).Fit(x)).Message.ShouldContain("4 equal samples");
    }

    [Fact]
    public void A_new_fit_forgets_the_old_one_and_a_failed_fit_changes_nothing()
    {
        var (a, b) = (new NumPyRandom(1).StandardNormal(9, 3), new NumPyRandom(2).StandardNormal(12, 5));
        var pca = new Pca(2).Fit(a).Fit(b);

        pca.Components.ShouldBe(new Pca(2).Fit(b).Components);
        b[3, 3] = double.NaN;
        Should.Throw<ArgumentException>(() => pca.Fit(b)).Message.ShouldStartWith("x[3, 3] is NaN");
        pca.Mean.Count.ShouldBe(5);
        pca.Components.ShouldBe(pca.Components);
    }

    [Fact]
    public void A_single_new_sample_is_centred_with_the_learnt_mean()
    {
        var x = new NumPyRandom(4).StandardNormal(20, 3) + 5;
        var pca = new Pca(2).Fit(x);

        pca.Transform(x.SubMatrix(7, 1, 0, 3)).ShouldBeNear(pca.Transform(x).SubMatrix(7, 1, 0, 2), 1e-14);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var x = new NumPyRandom(1).StandardNormal(4, 3);
        Should.Throw<ArgumentOutOfRangeException>(() => new Pca(0)).Message.ShouldContain("components is 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new Pca(1.0)).Message.ShouldContain("write an integer");
        Should.Throw<ArgumentOutOfRangeException>(() => new Pca(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new Pca((PcaSolver)9)).Message.ShouldContain("Covariance");
        Should.Throw<ArgumentOutOfRangeException>(() => new Pca(2, seed: -1)).ParamName.ShouldBe("seed");
        Should.Throw<ArgumentException>(() => new Pca(0.9, PcaSolver.Randomized)).ParamName.ShouldBe("solver");
        Should.Throw<ArgumentException>(() => new Pca(4).Fit(x)).Message.ShouldContain("4 x 3, which has 3 directions");
        Should.Throw<ArgumentException>(() => new Pca().Fit(x.SubMatrix(0, 1, 0, 3))).Message.ShouldContain("at least 2");
        Should.Throw<ArgumentNullException>(() => new Pca().Fit(null!)).ParamName.ShouldBe("x");
        Should.Throw<InvalidOperationException>(() => new Pca().Transform(x)).Message.ShouldContain("This Pca is not fitted");
        Should.Throw<InvalidOperationException>(() => new Pca().Components);
        Should.Throw<ArgumentException>(() => new Pca(2).Fit(x).Transform(x.SubMatrix(0, 4, 0, 2))).Message.ShouldContain("x is 4 x 2; it should have 3 features");
        Should.Throw<ArgumentException>(() => new Pca(2).Fit(x).InverseTransform(x)).Message.ShouldContain("z is 4 x 3; it should have 2 columns");
    }
}
