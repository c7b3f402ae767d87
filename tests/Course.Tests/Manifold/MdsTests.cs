using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Manifold;

public sealed class MdsTests
{
    private static readonly Golden Numbers = Golden.Load("mds_smacof");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Steps_from_a_given_start_are_scikit_learns(int index)
    {
        var golden = Numbers["steps"].Items.ElementAt(index);
        var mds = new Mds(2, iterations: (int)golden["iters"].Number, tolerance: 0).FitDissimilarities(Distances(Numbers["X"].Matrix), Numbers["init"].Matrix);

        mds.Stress.ShouldBe(golden["stress"].Number, 1e-10);
        mds.Embedding.ShouldBeNear(golden["Y"].Matrix, 1e-10);
    }

    [Fact]
    public void The_same_seed_and_starts_end_where_scikit_learn_ends()
    {
        var golden = Golden.Load("mds");
        var mds = new Mds(2, (int)golden["starts"].Number, (int)golden["iterations"].Number, seed: (int)golden["seed"].Number).Fit(golden["X"].Matrix);

        mds.Iterations.ShouldBe((int)golden["n_iter"].Number);
        mds.Stress.ShouldBe(golden["stress"].Number, 1e-10);
        mds.Embedding.ShouldBeNear(golden["embedding"].Matrix, 1e-10);
    }

    [Fact]
    public void The_stress_never_rises_and_progress_shows_the_points()
    {
        var x = new NumPyRandom(1).StandardNormal(41, 5);
        var reports = new List<FitProgress>();
        var mds = new Mds(2, starts: 1, tolerance: 0, iterations: 100).Fit(x, new Direct<FitProgress>(reports.Add));

        reports.Count.ShouldBe(10);
        for (var k = 1; k < reports.Count; k++)
            reports[k].Objective!.Value.ShouldBeInRange(0, reports[k - 1].Objective!.Value * (1 + 1e-14));
        reports[^1].Embedding.ShouldBe(mds.Embedding);
        var target = Distances(x);
        mds.Stress1.ShouldBe(Math.Sqrt(mds.Stress / (target.PointwisePower(2).Enumerate().Sum() / 2)), 1e-12);
        (Distances(mds.Embedding) - target).PointwisePower(2).Enumerate().Sum().ShouldBeInRange(0, 2 * mds.Stress);
    }

    [Fact]
    public void Data_that_fit_are_laid_out_exactly()
    {
        var x = new NumPyRandom(6).StandardNormal(25, 2);
        var mds = new Mds(2, iterations: 5000, tolerance: 1e-14).Fit(x);
        Distances(mds.Embedding).ShouldBeNear(Distances(x), 1e-4);
        mds.Stress1.ShouldBe(0, 1e-4);
    }

    [Fact]
    public void It_can_be_cancelled_and_a_wrong_start_is_refused()
    {
        using var source = new CancellationTokenSource();
        var x = Numbers["X"].Matrix;
        Should.Throw<OperationCanceledException>(() => new Mds(tolerance: 0).Fit(x, new Direct<FitProgress>(_ => source.Cancel()), source.Token));
        Should.Throw<ArgumentException>(() => new Mds(3).FitDissimilarities(Distances(x), Numbers["init"].Matrix)).Message.ShouldContain("10 x 2");
        Should.Throw<ArgumentException>(() => new Mds().FitDissimilarities(Distances(x), x.SubMatrix(0, 9, 0, 2))).Message.ShouldContain("9 entries");
    }

    private static Matrix<double> Distances(Matrix<double> x) => Matrix<double>.Build.Dense(x.RowCount, x.RowCount, (i, j) => (x.Row(i) - x.Row(j)).L2Norm());
}
