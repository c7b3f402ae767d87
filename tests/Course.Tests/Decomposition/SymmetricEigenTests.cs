using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class SymmetricEigenTests
{
    private static readonly Golden Cases = Golden.Load("eigh")["cases"];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Items.Count())];

    [Theory, MemberData(nameof(Indices))]
    public void Pairs_are_NumPys_in_descending_order(int index)
    {
        var golden = Cases.Items.ElementAt(index);
        var eigen = SymmetricEigen.Descending(golden["A"].Matrix);
        var expected = Matrix<double>.Build.DenseOfColumnVectors(golden["V_cols"].Matrix.EnumerateColumns().Reverse());

        eigen.Values.ToArray().ShouldBeNear([.. golden["w_asc"].Numbers.Reverse()], 1e-14);
        eigen.Vectors.WithColumnSignsOf(expected).ShouldBeNear(expected, 1e-13);
        foreach (var column in eigen.Vectors.EnumerateColumns())
            column[column.AbsoluteMaximumIndex()].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_covariance_that_the_text_invites_is_sorted_too()
    {
        var eigen = SymmetricEigen.Descending(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 2 }, { 2, 4 } }));

        eigen.Values.ToArray().ShouldBeNear([3 + Math.Sqrt(5), 3 - Math.Sqrt(5)], 1e-14);
        (eigen.Vectors[1, 0] / eigen.Vectors[0, 0]).ShouldBe((1 + Math.Sqrt(5)) / 2, 1e-14);
    }

    [Fact]
    public void The_lectures_sample_covariance_gives_the_lectures_components()
    {
        var golden = Golden.Load("lecture_gauss2d_seed0");
        var eigen = SymmetricEigen.Descending(golden["cov"].Matrix);

        eigen.Values.ShouldBeNear(golden["eigenvalues_desc"].Vector, 1e-14);
        eigen.Vectors.WithColumnSignsOf(golden["eigenvectors_cols_desc"].Matrix).ShouldBeNear(golden["eigenvectors_cols_desc"].Matrix, 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(60)]
    public void The_factors_rebuild_the_matrix(int p)
    {
        var b = new NumPyRandom(p).StandardNormal(p, p);
        var c = b + b.Transpose();
        var eigen = SymmetricEigen.Descending(c);

        (eigen.Vectors * Matrix<double>.Build.DiagonalOfDiagonalVector(eigen.Values) * eigen.Vectors.Transpose()).ShouldBeNear(c, 1e-13);
        (eigen.Vectors.Transpose() * eigen.Vectors).ShouldBeNear(Matrix<double>.Build.DenseIdentity(p), 1e-13);
        eigen.Values.ToArray().ShouldBe([.. eigen.Values.OrderDescending()]);
    }

    [Fact]
    public void A_matrix_that_is_not_symmetric_is_refused_with_the_entry()
    {
        var c = Matrix<double>.Build.DenseIdentity(3);
        c[0, 2] = 0.5;

        Should.Throw<ArgumentException>(() => SymmetricEigen.Descending(c)).Message.ShouldStartWith("c[0, 2] is 0.5 but c[2, 0] is 0");
        Should.Throw<ArgumentException>(() => SymmetricEigen.Descending(Matrix<double>.Build.Dense(2, 3))).Message.ShouldStartWith("c is 2 x 3");
    }
}
