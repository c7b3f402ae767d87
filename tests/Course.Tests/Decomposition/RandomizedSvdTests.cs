using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class RandomizedSvdTests
{
    [Theory]
    [InlineData(0, PowerNormaliser.Auto)]
    [InlineData(0, PowerNormaliser.Qr)]
    [InlineData(0, PowerNormaliser.None)]
    [InlineData(1, PowerNormaliser.Auto)]
    [InlineData(2, PowerNormaliser.Qr)]
    [InlineData(2, PowerNormaliser.Lu)]
    [InlineData(3, PowerNormaliser.Auto)]
    public void The_same_seed_gives_scikit_learns_result_however_it_is_normalised(int index, PowerNormaliser normaliser)
    {
        var golden = Golden.Load("randomized_svd")["cases"].Items.ElementAt(index);
        var x = golden["X"].Matrix;
        var svd = new RandomizedSvd((int)golden["k"].Number, (int)golden["oversamples"].Number, (int)golden["n_iter"].Number, normaliser, (int)golden["seed"].Number).Fit(x);

        svd.S.ShouldBeNear(golden["s"].Vector, 1e-10);
        svd.Vt.ShouldBeNear(golden["Vt"].Matrix.WithRowSignsOf(svd.Vt), 1e-8);
        svd.U.ShouldBeNear(golden["U"].Matrix.WithColumnSignsOf(svd.U), 1e-8);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 1)]
    [InlineData(1, 5, 1)]
    [InlineData(40, 17, 17)]
    [InlineData(17, 40, 17)]
    [InlineData(700, 31, 6)]
    public void Factors_are_orthonormal_and_all_components_rebuild_the_matrix(int rows, int columns, int components)
    {
        var x = new NumPyRandom(rows + columns).StandardNormal(rows, columns);
        var svd = new RandomizedSvd(components).Fit(x);

        (svd.U.Transpose() * svd.U).ShouldBeNear(Matrix<double>.Build.DenseIdentity(components), 1e-12);
        (svd.Vt * svd.Vt.Transpose()).ShouldBeNear(Matrix<double>.Build.DenseIdentity(components), 1e-12);
        if (components == Math.Min(rows, columns))
        {
            svd.S.ShouldBeNear(ThinSvd.Of(x).S, 1e-12);
            svd.InverseTransform(svd.Transform(x)).ShouldBeNear(x, 1e-12);
            svd.Transform(x).ShouldBeNear(svd.U * Matrix<double>.Build.DenseOfDiagonalVector(svd.S), 1e-11);
        }
        svd.Transform(x).ShouldBeNear(x * svd.Vt.Transpose(), 1e-12);
    }

    [Theory]
    [InlineData(PowerNormaliser.Lu)]
    [InlineData(PowerNormaliser.Qr)]
    public void A_matrix_of_low_rank_is_found_exactly(PowerNormaliser normaliser)
    {
        var random = new NumPyRandom(5);
        var x = random.StandardNormal(80, 3) * random.StandardNormal(3, 50);
        var svd = new RandomizedSvd(6, normaliser: normaliser).Fit(x);

        svd.S.ShouldBeNear(ThinSvd.Of(x).S.SubVector(0, 6), 1e-11);
        (svd.U.Transpose() * svd.U).ShouldBeNear(Matrix<double>.Build.DenseIdentity(6), 1e-10);
        svd.InverseTransform(svd.Transform(x)).ShouldBeNear(x, 1e-11);
        new RandomizedSvd(2).Fit(x * 0).S.ShouldBe(Vector<double>.Build.Dense(2));
    }

    [Fact]
    public void Bad_parameters_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomizedSvd(0)).ParamName.ShouldBe("components");
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomizedSvd(2, -1)).ParamName.ShouldBe("oversamples");
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomizedSvd(2, powerIterations: -1)).ParamName.ShouldBe("powerIterations");
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomizedSvd(2, seed: -1)).ParamName.ShouldBe("seed");
        Should.Throw<ArgumentException>(() => new RandomizedSvd(4).Fit(Matrix<double>.Build.Dense(9, 3, 1))).Message.ShouldContain("9 x 3");
    }
}
