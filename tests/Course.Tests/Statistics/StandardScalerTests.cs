using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Statistics;

public sealed class StandardScalerTests
{
    [Fact]
    public void Everything_is_scikit_learns_also_for_a_constant_feature()
    {
        var golden = Golden.Load("standard_scaler");
        var (x, fresh) = (golden["X"].Matrix, golden["new"].Matrix);
        var before = x.Clone();
        var scaler = new StandardScaler();

        scaler.FitTransform(x).ShouldBeNear(golden["transform"].Matrix, 1e-14);
        scaler.Mean.ShouldBeNear(golden["mean"].Vector, 1e-15);
        scaler.Scale.ShouldBeNear(golden["scale"].Vector, 1e-15);
        Moments.ColumnVariances(x, ddof: 0).ShouldBeNear(golden["var"].Vector, 1e-15);
        scaler.Transform(fresh).ShouldBeNear(golden["new_transform"].Matrix, 1e-14);
        scaler.InverseTransform(fresh).ShouldBeNear(golden["inverse_new"].Matrix, 1e-14);
        x.ShouldBe(before);
    }

    [Fact]
    public void The_sample_covariance_of_the_result_has_n_over_n_minus_one_on_its_diagonal()
    {
        var z = new StandardScaler().FitTransform(new NumPyRandom(1).StandardNormal(11, 3) * 7 + 3);

        Moments.Covariance(z).Diagonal().ShouldBeNear(Vector<double>.Build.Dense(3, 1.1), 1e-15);
        Moments.ColumnMeans(z).AbsoluteMaximum().ShouldBe(0, 1e-15);
    }

    [Fact]
    public void The_way_back_leads_home_also_from_a_single_sample()
    {
        var x = new NumPyRandom(2).StandardNormal(9, 4) * 3 - 5;
        var scaler = new StandardScaler().Fit(x);

        scaler.InverseTransform(scaler.Transform(x)).ShouldBeNear(x, 1e-15);
        scaler.Transform(x.SubMatrix(4, 1, 0, 4)).ShouldBeNear(scaler.Transform(x).SubMatrix(4, 1, 0, 4), 1e-15);
        new StandardScaler().FitTransform(x.SubMatrix(0, 1, 0, 4)).ToColumnMajorArray().ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void A_new_fit_forgets_the_old_one()
    {
        var (a, b) = (new NumPyRandom(1).StandardNormal(5, 2), new NumPyRandom(2).StandardNormal(6, 3));

        new StandardScaler().Fit(a).Fit(b).Mean.ShouldBe(new StandardScaler().Fit(b).Mean);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var x = Matrix<double>.Build.Dense(3, 2, (i, j) => i + j);
        Should.Throw<InvalidOperationException>(() => new StandardScaler().Transform(x)).Message.ShouldContain("StandardScaler is not fitted");
        Should.Throw<ArgumentException>(() => new StandardScaler().Fit(x).Transform(x.Transpose())).Message.ShouldContain("x is 2 x 3; it should have 2 features");
        x[0, 1] = double.NaN;
        Should.Throw<ArgumentException>(() => new StandardScaler().Fit(x)).Message.ShouldStartWith("x[0, 1] is NaN; every entry should be a finite number");
    }
}
