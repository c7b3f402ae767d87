using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class ThinSvdTests
{
    private static readonly Golden Cases = Golden.Load("svd")["cases"];

    public static TheoryData<string> Names => [.. Cases.Items.Select(item => item["name"].Text)];

    [Theory, MemberData(nameof(Names))]
    public void Factors_are_NumPys_up_to_sign_and_rebuild_the_matrix(string name)
    {
        var golden = Cases.Items.Single(item => item["name"].Text == name);
        var a = golden["A"].Matrix;
        var svd = ThinSvd.Of(a);

        svd.S.ShouldBeNear(golden["s"].Vector, 1e-14);
        (svd.U * Matrix<double>.Build.DiagonalOfDiagonalVector(svd.S) * svd.Vt).ShouldBeNear(a, 1e-14);
        if (name is "repeated_sv_diag" or "zero3x2" or "rank2_5x4")
            return; // Vectors of equal or vanishing values are not determined.
        svd.Vt.WithRowSignsOf(golden["Vt"].Matrix).ShouldBeNear(golden["Vt"].Matrix, 1e-10);
        svd.U.WithColumnSignsOf(golden["U"].Matrix).ShouldBeNear(golden["U"].Matrix, 1e-10);
    }

    [Fact]
    public void The_lectures_ten_by_five_example_is_reproduced()
    {
        var golden = Golden.Load("lecture_svd_10x5_seed100");
        var x = new NumPyRandom(100).StandardNormal(10, 5);
        var centred = Moments.Centre(x);
        var svd = ThinSvd.Of(centred);
        var pca = new Pca(2);

        x.ShouldBeNear(golden["X"].Matrix, 1e-15);
        Moments.ColumnMeans(x).ShouldBeNear(golden["mean"].Vector, 1e-15);
        svd.U.WithColumnSignsOf(golden["U"].Matrix).ShouldBeNear(golden["U"].Matrix, 1e-14);
        svd.Vt.WithRowSignsOf(golden["Vt"].Matrix).ShouldBeNear(golden["Vt"].Matrix, 1e-14);
        pca.FitTransform(x).WithColumnSignsOf(golden["sklearn_X2D"].Matrix).ShouldBeNear(golden["sklearn_X2D"].Matrix, 1e-14);
        new Pca().Fit(x).ExplainedVarianceRatio.ShouldBeNear(golden["explained_variance_ratio"].Vector, 1e-14);
        centred.ShouldBeNear(golden["Xc"].Matrix, 1e-15);
        svd.S.ShouldBeNear(golden["s"].Vector, 1e-14);
        (svd.S.PointwisePower(2) / 9).ShouldBeNear(golden["explained_variance"].Vector, 1e-14);
        var plane = svd.Vt.SubMatrix(0, 2, 0, 5).Transpose();
        (centred * plane).WithColumnSignsOf(golden["X2D"].Matrix).ShouldBeNear(golden["X2D"].Matrix, 1e-14);
    }

    [Fact]
    public void The_largest_entry_of_every_right_vector_is_positive()
    {
        var svd = ThinSvd.Of(new NumPyRandom(5).StandardNormal(20, 8));

        foreach (var row in svd.Vt.EnumerateRows())
            row[row.AbsoluteMaximumIndex()].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_equally_large_entries_the_first_is_positive()
    {
        var x = Matrix<double>.Build.DenseOfArray(new double[,] { { -1, 1 }, { 1, -1 }, { 0.1, 0.1 } });

        var svd = ThinSvd.Of(x);

        svd.Vt[0, 0].ShouldBe(Math.Sqrt(0.5), 1e-15);
        svd.Vt[0, 1].ShouldBe(-Math.Sqrt(0.5), 1e-15);
    }

    [Fact]
    public void A_tall_matrix_stays_thin()
    {
        var svd = ThinSvd.Of(new NumPyRandom(0).StandardNormal(10_000, 2));

        (svd.U.RowCount, svd.U.ColumnCount).ShouldBe((10_000, 2));
        (svd.U.Transpose() * svd.U).ShouldBeNear(Matrix<double>.Build.DenseIdentity(2), 1e-14);
    }

    [Fact]
    public void The_rank_k_product_misses_the_dropped_singular_values()
    {
        var x = new NumPyRandom(6).StandardNormal(12, 7);
        var svd = ThinSvd.Of(x);

        for (var rank = 1; rank <= 7; rank++)
            (x - svd.Rebuild(rank)).FrobeniusNorm().ShouldBe(svd.S.Skip(rank).Sum(s => s * s) is var rest ? Math.Sqrt(rest) : 0, 1e-13);
        Should.Throw<ArgumentOutOfRangeException>(() => svd.Rebuild(8)).Message.ShouldContain("between 1 and 7");
    }

    [Fact]
    public void A_sparse_matrix_is_read_like_a_dense_one()
    {
        var dense = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 2 }, { 3, 0 }, { 0, 0 } });

        ThinSvd.Of(Matrix<double>.Build.SparseOfMatrix(dense)).S.ToArray().ShouldBe([3, 2]);
    }

    [Fact]
    public void An_entry_that_is_no_number_is_named()
    {
        var x = Matrix<double>.Build.Dense(3, 2, 1);
        x[2, 1] = double.NaN;
        x[1, 0] = double.NegativeInfinity;

        Should.Throw<ArgumentException>(() => ThinSvd.Of(x)).Message.ShouldStartWith("x[1, 0] is -Infinity");
    }
}
