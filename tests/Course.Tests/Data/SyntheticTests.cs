using Course.Data;
using Course.Decomposition;
using Course.Statistics;

namespace Course.Tests.Data;

public sealed class SyntheticTests
{
    private static readonly Golden Numbers = Golden.Load("synthetic_seed3");

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Rolls_and_curves_are_scikit_learns_points(double noise)
    {
        var roll = Synthetic.SwissRoll(6, noise, seed: 3);
        roll.X.ShouldBeNear(Numbers[Key("swiss_roll_noise", noise)]["X"].Matrix, 1e-14);
        roll.Position.ShouldBeNear(Numbers[Key("swiss_roll_noise", noise)]["t"].Vector, 1e-15);
        var curve = Synthetic.SCurve(6, noise, seed: 3);
        curve.X.ShouldBeNear(Numbers[Key("s_curve_noise", noise)]["X"].Matrix, 1e-14);
        curve.Position.ShouldBeNear(Numbers[Key("s_curve_noise", noise)]["t"].Vector, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Circles_are_scikit_learns_points(double noise)
    {
        var (x, y) = Synthetic.ConcentricCircles(7, noise, factor: 0.5, seed: 3);
        x.ShouldBeNear(Numbers[Key("circles_noise", noise)]["X"].Matrix, 1e-15);
        y.ShouldBe(Numbers[Key("circles_noise", noise)]["y"].Integers);
    }

    [Fact]
    public void The_sheet_is_the_lectures() => Synthetic.Sheet3D().X.ShouldBeNear(Golden.Load("lecture_data3d_seed4")["X"].Matrix, 1e-15);

    [Fact]
    public void The_plane_of_the_sheet_is_the_lectures()
    {
        var golden = Golden.Load("lecture_data3d_seed4");
        var x = Synthetic.Sheet3D().X;
        var pca = new Pca(2).Fit(x);
        var expected = golden["pca_components"].Matrix;

        pca.Mean.ShouldBeNear(golden["mean"].Vector, 1e-14);
        pca.Components.WithRowSignsOf(expected).ShouldBeNear(expected, 1e-13);
        SymmetricEigen.Descending(Moments.Covariance(x) * 59).Values.ShouldBeNear(golden["scatter_eigenvalues_desc"].Vector, 1e-13);
        (pca.InverseTransform(pca.Transform(x)) - x).PointwisePower(2).Enumerate().Average()
            .ShouldBe(golden["pca2_reconstruction_mse_mean_over_180_elements"].Number, 1e-14);
        Moments.Centre(x).PointwisePower(2).Enumerate().Average().ShouldBe(golden["total_mse_if_output_zero"].Number, 1e-13);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Synthetic.SwissRoll(0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => Synthetic.SCurve(5, -1)).ParamName.ShouldBe("noise");
        Should.Throw<ArgumentOutOfRangeException>(() => Synthetic.ConcentricCircles(5, factor: 1)).ParamName.ShouldBe("factor");
    }

    private static string Key(string name, double noise) => FormattableString.Invariant($"{name}{noise}");
}
