using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class GolubKahanSvdTests
{
    private static readonly Golden Cases = Golden.Load("svd")["cases"];

    public static TheoryData<string> Names => [.. Cases.Items.Select(item => item["name"].Text)];

    [Theory, MemberData(nameof(Names))]
    public void Singular_values_and_vectors_are_LAPACKs(string name)
    {
        var golden = Cases.Items.Single(item => item["name"].Text == name);
        var a = golden["A"].Matrix;
        var (u, s, v) = Decompose(a);

        s.ShouldBeNear(golden["s"].Numbers, 1e-14);
        // Vectors of (nearly) zero singular values are any basis of the rest; those of a wide matrix go through its transpose.
        var distinct = Enumerable.Range(0, s.Length).Count(k => s[k] > 1e-12);
        if (a.RowCount < a.ColumnCount)
        {
            u = u.WithColumnSignsOf(golden["U"].Matrix);
            v = v.WithColumnSignsOf(golden["Vt"].Matrix.Transpose());
        }
        if (distinct == 0)
            distinct = s.Length;
        u.SubMatrix(0, u.RowCount, 0, distinct).ShouldBeNear(golden["U"].Matrix.SubMatrix(0, u.RowCount, 0, distinct), 1e-10);
        v.SubMatrix(0, v.RowCount, 0, distinct).ShouldBeNear(golden["Vt"].Matrix.Transpose().SubMatrix(0, v.RowCount, 0, distinct), 1e-10);
    }

    [Fact]
    public void The_signs_of_the_lectures_covariance_are_LAPACKs()
    {
        var golden = Golden.Load("rng_legacy_numpy")["multivariate_normal_factors"];
        var (u, s, v) = Decompose(Matrix<double>.Build.DenseOfArray(new double[,] { { 4, 2 }, { 2, 2 } }));

        s.ShouldBeNear(golden["s"].Numbers, 1e-15);
        v.Transpose().ShouldBeNear(golden["v"].Matrix, 1e-15);
        u.ShouldBeNear(v, 1e-15);
        (Matrix<double>.Build.DenseOfDiagonalArray(Array.ConvertAll(s, Math.Sqrt)) * v.Transpose()).ShouldBeNear(golden["A=sqrt(s)*v"].Matrix, 1e-15);
    }

    [Fact]
    public void Left_and_right_vectors_of_a_covariance_agree()
    {
        foreach (var c in new[]
        {
            Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 2 }, { 2, 4 } }),
            Matrix<double>.Build.DenseOfArray(new double[,] { { 4, 1, 0.5 }, { 1, 3, -1 }, { 0.5, -1, 2 } }),
            Moments.Covariance(new NumPyRandom(1).StandardNormal(100, 25)),
        })
        {
            var (u, s, v) = Decompose(c);
            u.ShouldBeNear(v, 1e-13);
            (v * Matrix<double>.Build.DenseOfDiagonalArray(s) * v.Transpose()).ShouldBeNear(c, 1e-13);
        }
    }

    [Fact]
    public void The_signs_of_the_lectures_ten_by_five_matrix_are_LAPACKs()
    {
        var golden = Golden.Load("lecture_svd_10x5_seed100");
        var (u, s, v) = Decompose(golden["Xc"].Matrix);

        s.ShouldBeNear(golden["s"].Numbers, 1e-14);
        u.ShouldBeNear(golden["U"].Matrix, 1e-14);
        v.Transpose().ShouldBeNear(golden["Vt"].Matrix, 1e-14);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 4)]
    [InlineData(4, 5)]
    [InlineData(40, 39)]
    [InlineData(200, 30)]
    [InlineData(30, 200)]
    [InlineData(1000, 3)]
    public void Any_shape_is_rebuilt_from_orthonormal_factors(int rows, int columns)
    {
        var a = new NumPyRandom(rows * 1000 + columns).StandardNormal(rows, columns);
        var before = a.Clone();
        var (u, s, v) = Decompose(a);

        a.ShouldBe(before);
        s.ShouldBe([.. s.OrderDescending()]);
        (u * Matrix<double>.Build.DenseOfDiagonalArray(s) * v.Transpose()).ShouldBeNear(a, 1e-13);
        (u.Transpose() * u).ShouldBeNear(Matrix<double>.Build.DenseIdentity(s.Length), 1e-13);
        (v.Transpose() * v).ShouldBeNear(Matrix<double>.Build.DenseIdentity(s.Length), 1e-13);
    }

    [Fact]
    public void Singular_values_that_span_two_hundred_orders_of_magnitude_keep_their_digits()
    {
        double[] expected = [1e100, 1e50, 1, 1e-50, 1e-100];

        var (_, s, _) = Decompose(Matrix<double>.Build.DenseOfDiagonalArray([1, 1e-100, 1e100, 1e-50, 1e50]));

        for (var k = 0; k < expected.Length; k++)
            (s[k] / expected[k]).ShouldBe(1, 1e-14);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(5e-324)]
    [InlineData(1e300)]
    public void The_ends_of_the_number_range_neither_overflow_nor_vanish(double size)
    {
        var (_, s, _) = Decompose(Matrix<double>.Build.DenseOfArray(new[,] { { size, 0, 0 }, { 0, 0, size }, { 0, size, 0 } }));

        s.ShouldAllBe(value => Math.Abs(value / size - 1) < 1e-14);
    }

    [Fact]
    public void A_hard_block_with_equal_and_zero_values_converges()
    {
        var a = Matrix<double>.Build.Dense(30, 30, (i, j) => j == i + 1 ? 1 : 0);
        var (u, s, v) = Decompose(a);

        s[..29].ShouldAllBe(value => Math.Abs(value - 1) < 1e-15);
        s[29].ShouldBe(0, 1e-15);
        (u * Matrix<double>.Build.DenseOfDiagonalArray(s) * v.Transpose()).ShouldBeNear(a, 1e-14);
    }

    [Fact]
    public void Factors_that_are_not_wanted_are_not_made()
    {
        var a = new NumPyRandom(1).StandardNormal(8, 3);
        var whole = GolubKahanSvd.Thin(a.ToColumnMajorArray(), 8, 3);
        var (u, s, v) = GolubKahanSvd.Thin(a.ToColumnMajorArray(), 8, 3, left: false);

        u.ShouldBeEmpty();
        s.ShouldBe(whole.S);
        v.ShouldBe(whole.V);
    }

    private static (Matrix<double> U, double[] S, Matrix<double> V) Decompose(Matrix<double> a)
    {
        var (u, s, v) = GolubKahanSvd.Thin(a.ToColumnMajorArray(), a.RowCount, a.ColumnCount);
        return (Matrix<double>.Build.Dense(a.RowCount, s.Length, u), s, Matrix<double>.Build.Dense(a.ColumnCount, s.Length, v));
    }
}
