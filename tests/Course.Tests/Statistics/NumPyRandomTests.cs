using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Statistics;

public sealed class NumPyRandomTests
{
    private static readonly Golden Numbers = Golden.Load("rng_legacy_numpy");

    public static TheoryData<int> Seeds => [0, 4, 42, 100];

    [Theory, MemberData(nameof(Seeds))]
    public void Integers_permutations_and_uniform_numbers_are_NumPys_bit_for_bit(int seed)
    {
        var golden = Numbers[$"seed{seed}"];

        var random = new NumPyRandom(seed);
        Enumerable.Range(0, 5).Select(_ => random.NextUInt32()).ShouldBe(golden["uint32_first5(randint full range)"].Words);
        new NumPyRandom(seed).RandomSample(10).ToArray().ShouldBe(golden["random_sample10"].Numbers);
        new NumPyRandom(seed).Uniform(-3, 5, 5).ToArray().ShouldBe(golden["uniform(-3,5)5"].Numbers);
        new NumPyRandom(seed).Permutation(10).ShouldBe(golden["permutation10"].Integers);
        new NumPyRandom(seed).Permutation(569)[..10].ShouldBe(golden["permutation569_first10"].Integers);
        new NumPyRandom(seed).Choice(128, 100)[..10].ShouldBe(golden["choice(128,100)first10"].Integers);
        new NumPyRandom(seed).Choice(20, 8, replace: false).ShouldBe(golden["choice(20,8,replace=False)"].Integers);
        new NumPyRandom(seed).Integers(0, 1000, 10).ShouldBe(golden["randint(0,1000)10"].Integers);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Normal_numbers_are_NumPys_to_the_last_bit_of_the_logarithm(int seed)
    {
        var golden = Numbers[$"seed{seed}"];

        new NumPyRandom(seed).StandardNormal(10).ShouldBeNear(golden["randn10"].Vector, 5e-16);
        new NumPyRandom(seed).Normal(-1, 2.5, 5).ShouldBeNear(golden["normal(loc=-1,scale=2.5)5"].Vector, 5e-16);
        new NumPyRandom(seed)
            .MultivariateNormal(Vector(-1, 2), Matrix(new double[,] { { 4, 2 }, { 2, 2 } }), 5)
            .ShouldBeNear(golden["multivariate_normal((-1,2),[[4,2],[2,2]],5)"].Matrix, 1e-14);
    }

    [Fact]
    public void The_second_normal_number_of_a_pair_waits_while_uniform_numbers_are_drawn()
    {
        var parts = Numbers["mixed_seed0_randn3_rand2_randn2"].Items.Select(part => part.Vector).ToArray();
        var random = new NumPyRandom(0);

        random.StandardNormal(3).ShouldBeNear(parts[0], 5e-16);
        random.RandomSample(2).ToArray().ShouldBe(parts[1].ToArray());
        random.StandardNormal(2).ShouldBeNear(parts[2], 5e-16);
    }

    [Fact]
    public void A_matrix_is_filled_row_by_row()
    {
        new NumPyRandom(100).StandardNormal(10, 5).ShouldBeNear(Golden.Load("lecture_svd_10x5_seed100")["X"].Matrix, 5e-16);
    }

    [Fact]
    public void The_lectures_two_Gaussian_vectors_come_out()
    {
        var golden = Golden.Load("lecture_cov_seed0");
        var random = new NumPyRandom(0);

        var x = random.Normal(0, 1, 100);
        var y = 4 + 3 * x + random.Normal(0, 1, 100);

        x.ShouldBeNear(golden["x"].Vector, 5e-16);
        y.ShouldBeNear(golden["y"].Vector, 1e-15);
    }

    [Fact]
    public void The_lectures_ten_thousand_points_come_out()
    {
        var golden = Golden.Load("lecture_gauss2d_seed0");

        var x = new NumPyRandom(0).MultivariateNormal(Vector(-1, 2), Matrix(new double[,] { { 4, 2 }, { 2, 2 } }), 10_000);

        x.SubMatrix(0, 5, 0, 2).ShouldBeNear(golden["first5"].Matrix, 1e-14);
        x.SubMatrix(9_998, 2, 0, 2).ShouldBeNear(golden["last2"].Matrix, 1e-14);
        Moments.ColumnMeans(x).ShouldBeNear(golden["mean"].Vector, 1e-14);
        Moments.Covariance(x).ShouldBeNear(golden["cov"].Matrix, 1e-14);
    }

    public static TheoryData<string> CovarianceNames => [.. Golden.Load("multivariate_normal")["cases"].Items.Select(item => item["name"].Text)];

    [Theory]
    [MemberData(nameof(CovarianceNames))]
    public void Multivariate_samples_are_those_of_NumPy(string name)
    {
        var golden = Golden.Load("multivariate_normal")["cases"].Items.Single(item => item["name"].Text == name);
        new NumPyRandom((long)golden["seed"].Number).MultivariateNormal(golden["mean"].Vector, golden["covariance"].Matrix, 3)
            .ShouldBeNear(golden["samples"].Matrix, 1e-12);
    }

    [Fact]
    public void A_multivariate_sample_has_the_covariance_asked_for()
    {
        var covariance = Matrix(new double[,] { { 4, 1, 0.5 }, { 1, 3, -1 }, { 0.5, -1, 2 } });

        var x = new NumPyRandom(1).MultivariateNormal(Vector(1, 2, 3), covariance, 200_000);

        // Three times the standard error of a variance of 4 from 200,000 samples.
        Moments.Covariance(x).ShouldBeNear(covariance, 3 * Math.Sqrt(2.0 / 200_000));
        Moments.ColumnMeans(x).ShouldBeNear(Vector(1, 2, 3), 3 * Math.Sqrt(4.0 / 200_000));
    }

    [Fact]
    public void Independent_features_are_the_standard_normal_numbers_in_the_order_of_their_variances()
    {
        var z = new NumPyRandom(0).StandardNormal(4, 3);

        new NumPyRandom(0).MultivariateNormal(Vector(0, 0, 0), MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(3), 4).ShouldBeNear(z, 1e-15);
        var x = new NumPyRandom(0).MultivariateNormal(Vector(0, 0, 10), Matrix(new double[,] { { 1, 0, 0 }, { 0, 9, 0 }, { 0, 0, 4 } }), 4);
        x.Column(0).ShouldBeNear(z.Column(2), 1e-15);
        x.Column(1).ShouldBeNear(3 * z.Column(0), 1e-15);
        x.Column(2).ShouldBeNear(2 * z.Column(1) + 10, 1e-15);
    }

    [Fact]
    public void A_singular_covariance_puts_all_points_on_a_line()
    {
        var x = new NumPyRandom(0).MultivariateNormal(Vector(0, 0), Matrix(new double[,] { { 1, 2 }, { 2, 4 } }), 50);

        (x.Column(1) - 2 * x.Column(0)).AbsoluteMaximum().ShouldBe(0, 1e-7);
    }

    [Fact]
    public void Integers_cover_their_range_and_nothing_else()
    {
        new NumPyRandom(3).Integers(-2, 3, 1000).Distinct().Order().ShouldBe([-2, -1, 0, 1, 2]);
        new NumPyRandom(3).Integers(7, 8, 3).ShouldBe([7, 7, 7]);
        new NumPyRandom(3).Integers(int.MinValue, int.MaxValue, 1000).ShouldContain(i => i < 0);
    }

    [Fact]
    public void A_shuffle_keeps_every_item()
    {
        var items = "abcdefgh".ToCharArray();

        new NumPyRandom(9).Shuffle(items);

        items.Order().ShouldBe("abcdefgh");
        items.ShouldNotBe("abcdefgh".ToCharArray());
        new NumPyRandom(9).Permutation(0).ShouldBeEmpty();
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new NumPyRandom(-1)).Message.ShouldContain("seed is -1");
        Should.Throw<ArgumentOutOfRangeException>(() => new NumPyRandom(1L << 32));
        var random = new NumPyRandom(uint.MaxValue);
        Should.Throw<ArgumentOutOfRangeException>(() => random.RandomSample(0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => random.Uniform(1, double.NaN, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => random.Normal(0, -1, 2)).ParamName.ShouldBe("deviation");
        Should.Throw<ArgumentOutOfRangeException>(() => random.Choice(3, 4, replace: false)).Message.ShouldContain("at most n = 3");
        Should.Throw<ArgumentOutOfRangeException>(() => random.Integers(3, 3, 1));
        Should.Throw<ArgumentException>(() => random.MultivariateNormal(Vector(0, 0), Matrix(new double[,] { { 1, 2 }, { 2, 1 } }), 1)).Message.ShouldContain("eigenvalue -1");
        Should.Throw<ArgumentException>(() => random.MultivariateNormal(Vector(0, 0), Matrix(new double[,] { { 1, 2 }, { 0, 1 } }), 1)).Message.ShouldContain("covariance[0, 1] is 2");
        Should.Throw<ArgumentException>(() => random.MultivariateNormal(Vector(0), Matrix(new double[,] { { 1, 0 }, { 0, 1 } }), 1)).ParamName.ShouldBe("mean");
    }

    private static Vector<double> Vector(params double[] values) => Vector<double>.Build.Dense(values);

    private static Matrix<double> Matrix(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
