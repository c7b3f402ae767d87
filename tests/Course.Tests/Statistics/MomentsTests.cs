using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Statistics;

public sealed class MomentsTests
{
    private static readonly Golden Numbers = Golden.Load("cov_corr");

    [Fact]
    public void Covariance_and_correlation_are_NumPys_and_pandas()
    {
        var x = Numbers["X"].Matrix;

        Moments.Covariance(x).ShouldBeNear(Numbers["cov_ddof1"].Matrix, 1e-15);
        Moments.Covariance(x).ShouldBeNear(Numbers["pandas_cov"].Matrix, 1e-15);
        Moments.Covariance(x, ddof: 0).ShouldBeNear(Numbers["cov_ddof0"].Matrix, 1e-15);
        Moments.Correlation(x).ShouldBeNear(Numbers["corrcoef"].Matrix, 1e-15);
        Moments.Correlation(x).ShouldBeNear(Numbers["pandas_corr"].Matrix, 1e-15);
    }

    [Fact]
    public void The_lectures_two_vectors_give_the_lectures_matrices()
    {
        var golden = Golden.Load("lecture_cov_seed0");
        var (x, y) = (golden["x"].Vector, golden["y"].Vector);
        var c = golden["np.cov"].Matrix;

        Moments.Covariance(x, y).ShouldBe(c[0, 1], 1e-14);
        Moments.Covariance(x, x).ShouldBe(c[0, 0], 1e-14);
        Moments.Covariance(x, y, ddof: 0).ShouldBe(golden["np.cov_ddof0"].Matrix[0, 1], 1e-14);
        Moments.Correlation(x, y).ShouldBe(golden["np.corrcoef"].Matrix[0, 1], 1e-15);
        Moments.Covariance(x, -y).ShouldBe(-c[0, 1], 1e-14);
        SymmetricEigen.Descending(c).Values.Order().ToArray().ShouldBeNear([.. golden["eigvals"].Numbers.Order()], 1e-14);
    }

    [Theory]
    [InlineData(511, 3)]
    [InlineData(512, 1)]
    [InlineData(513, 5)]
    [InlineData(1025, 2)]
    public void A_covariance_is_the_same_however_many_blocks_of_rows_it_takes(int n, int p)
    {
        var x = new NumPyRandom(n).StandardNormal(n, p) + 1000;
        var centred = Moments.Centre(x);
        var expected = centred.TransposeThisAndMultiply(centred) / (n - 1);

        Moments.Covariance(x).ShouldBeNear(expected, 1e-13);
    }

    [Fact]
    public void A_covariance_matrix_is_symmetric_to_the_last_bit_and_positive_semidefinite()
    {
        var c = Moments.Covariance(new NumPyRandom(3).StandardNormal(2500, 9) * new NumPyRandom(4).StandardNormal(9, 9));

        c.Transpose().ShouldBe(c);
        c.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum().ShouldBeGreaterThan(0);
        var k = Moments.Correlation(new NumPyRandom(3).StandardNormal(2500, 9));
        k.Diagonal().ToArray().ShouldAllBe(value => value == 1);
        k.Transpose().ShouldBe(k);
    }

    [Fact]
    public void A_mean_far_larger_than_the_spread_costs_no_digits()
    {
        var x = Matrix<double>.Build.Dense(5, 2, (i, j) => 1e9 + i * (j + 1));

        Moments.ColumnVariances(x).ToArray().ShouldBe([2.5, 10]);
        Moments.ColumnVariances(x, ddof: 0).ToArray().ShouldBe([2, 8]);
        Moments.Covariance(x)[0, 1].ShouldBe(5);
        Moments.Correlation(x)[0, 1].ShouldBe(1, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(17)]
    [InlineData(1023)]
    [InlineData(1025)]
    public void Every_length_around_the_vector_width_and_the_tile_is_summed_whole(int n)
    {
        var x = Matrix<double>.Build.Dense(n, 2, (i, j) => i + j * i * i);
        var mean = Enumerable.Range(0, n).Average();

        Moments.ColumnMeans(x)[0].ShouldBe(mean, 1e-12 * n);
        Moments.ColumnVariances(x, ddof: 0)[0].ShouldBe(Enumerable.Range(0, n).Average(i => (i - mean) * (i - mean)), 1e-12 * n * n);
        Moments.Covariance(x, ddof: 0)[0, 0].ShouldBe(Moments.ColumnVariances(x, ddof: 0)[0], 1e-12 * n * n);
    }

    [Fact]
    public void The_mean_of_equal_values_is_that_value()
    {
        var x = Matrix<double>.Build.Dense(10, 1, 0.1);

        Moments.ColumnMeans(x)[0].ShouldBe(0.1);
        Moments.ColumnVariances(x)[0].ShouldBe(0);
        Moments.Centre(x).ToColumnMajorArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Centring_leaves_the_input_as_it_is()
    {
        var x = new NumPyRandom(0).StandardNormal(6, 3);
        var before = x.Clone();

        Moments.ColumnMeans(Moments.Centre(x)).AbsoluteMaximum().ShouldBe(0, 1e-16);
        x.ShouldBe(before);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var x = Matrix<double>.Build.Dense(3, 2, (i, j) => i + j);
        Should.Throw<ArgumentOutOfRangeException>(() => Moments.Covariance(x.SubMatrix(0, 1, 0, 2))).Message.ShouldContain("ddof is 1 with 1 samples");
        Should.Throw<ArgumentOutOfRangeException>(() => Moments.ColumnVariances(x, ddof: -1));
        Should.Throw<ArgumentException>(() => Moments.Correlation(Matrix<double>.Build.Dense(3, 2, (i, j) => i * j))).Message.ShouldContain("Column 0 of x is constant (0)");
        Should.Throw<ArgumentException>(() => Moments.Correlation(x.SubMatrix(0, 1, 0, 2))).Message.ShouldContain("at least 2");
        Should.Throw<ArgumentException>(() => Moments.Covariance(x.Column(0), x.Row(0))).Message.ShouldContain("y has 2 entries but x has 3");
        Should.Throw<ArgumentNullException>(() => Moments.ColumnMeans(null!)).ParamName.ShouldBe("x");
        x[2, 1] = double.PositiveInfinity;
        Should.Throw<ArgumentException>(() => Moments.Centre(x)).Message.ShouldStartWith("x[2, 1] is Infinity");
        Should.Throw<ArgumentException>(() => Moments.Covariance(x.Column(1), x.Column(0))).Message.ShouldStartWith("x[2] is Infinity");
    }
}
