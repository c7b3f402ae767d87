using Course.Data;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class KernelPcaTests
{
    private static readonly Golden Numbers = Golden.Load("kernel_pca");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_kernel_is_scikit_learns(int index)
    {
        var golden = Numbers["cases"].Items.ElementAt(index);
        var pca = Made(golden["params"], 2);
        var z = pca.FitTransform(Numbers["X"].Matrix);

        pca.Eigenvalues.ShouldBeNear(golden["eigenvalues"].Vector, 1e-11);
        z.ShouldBeNear(golden["fit_transform"].Matrix.WithColumnSignsOf(z), 1e-10);
        pca.Transform(Numbers["X"].Matrix).ShouldBeNear(z, 1e-10);
        var moved = pca.Transform(Numbers["new"].Matrix);
        moved.ShouldBeNear(golden["transform_new"].Matrix.WithColumnSignsOf(moved), 1e-10);
    }

    [Fact]
    public void Five_eigenvalues_of_the_swiss_roll()
    {
        var roll = Synthetic.SwissRoll(40, seed: 0);
        roll.X.ShouldBeNear(Numbers["X"].Matrix, 1e-14);
        roll.Position.ShouldBeNear(Numbers["t"].Vector, 1e-14);
        new KernelPca(5, Kernel.Rbf, gamma: 0.04).Fit(roll.X).Eigenvalues.ShouldBeNear(Numbers["rbf_top5_eigenvalues"].Vector, 1e-11);
    }

    [Fact]
    public void The_lectures_block_as_written()
    {
        var golden = Golden.Load("lecture_kernel_pca_10x5");
        var pca = new KernelPca(2, Kernel.Rbf, gamma: 0.04);
        var z = pca.FitTransform(golden["X"].Matrix);

        pca.Eigenvalues.ShouldBeNear(golden["eigenvalues"].Vector, 1e-12);
        z.ShouldBeNear(golden["X_reduced"].Matrix.WithColumnSignsOf(z), 1e-11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_way_back_is_scikit_learns(int index)
    {
        var numbers = Golden.Load("kernel_pca_inverse");
        var golden = numbers["cases"].Items.ElementAt(index);
        var pca = Made(golden["params"], 3, inverse: true, alpha: golden["alpha"].Number).Fit(numbers["X"].Matrix);

        pca.InverseTransform(pca.Transform(numbers["new"].Matrix)).ShouldBeNear(golden["inverse_of_transform_new"].Matrix, 1e-9);
    }

    [Fact]
    public void The_way_back_has_the_samples_gamma_by_default()
    {
        var x = Numbers["X"].Matrix;
        var z = Numbers["new"].Matrix.SubMatrix(0, 4, 0, 2);
        new KernelPca(2, Kernel.Rbf, inverse: true).Fit(x).InverseTransform(z).ShouldBe(new KernelPca(2, Kernel.Rbf, 1.0 / 3, inverse: true).Fit(x).InverseTransform(z));
    }

    [Theory]
    [InlineData(Kernel.Sigmoid, 0.01, 1, 0.5, true)]
    [InlineData(Kernel.Sigmoid, 1, 1, 1e-3, false)]
    [InlineData(Kernel.Polynomial, 0.01, 2.5, 0.5, true)]
    public void The_way_back_is_a_ridge_regression_on_the_coordinates_positive_definite_or_not(Kernel kernel, double gamma, double degree, double alpha, bool positive)
    {
        var x = new Course.Statistics.NumPyRandom(5).StandardNormal(20, 3) * 0.3;
        var pca = new KernelPca(2, kernel, gamma, degree, offset: 1, inverse: true, alpha: alpha);
        var z = pca.FitTransform(x);
        Matrix<double> K(Matrix<double> a, Matrix<double> b) =>
            (gamma * a * b.Transpose() + 1).Map(value => kernel == Kernel.Sigmoid ? Math.Tanh(value) : Math.Pow(value, degree));
        var points = z.SubMatrix(0, 5, 0, 2) * 0.9;
        var ridge = K(z, z) + alpha * Matrix<double>.Build.DenseIdentity(20);
        var expected = K(points, z) * ridge.Solve(x);

        (ridge.Evd(Symmetricity.Symmetric).EigenValues[0].Real > 0).ShouldBe(positive);
        pca.InverseTransform(points).ShouldBeNear(expected, 1e-9);
    }

    [Fact]
    public void The_linear_kernel_is_ordinary_pca()
    {
        var x = Numbers["X"].Matrix;
        var z = new KernelPca(3).FitTransform(x);

        z.ShouldBeNear(new Pca(3).FitTransform(x).WithColumnSignsOf(z), 1e-10);
        new KernelPca(5).Fit(x).Eigenvalues.SubVector(3, 2).ShouldBe(Vector<double>.Build.Dense(2));
    }

    [Fact]
    public void Many_samples_go_another_way_to_the_same_result()
    {
        var x = Synthetic.SwissRoll(300).X;
        var few = new KernelPca(2, Kernel.Rbf, gamma: 0.04).Fit(x);
        var dense = new KernelPca(60, Kernel.Rbf, gamma: 0.04).Fit(x);

        few.Eigenvalues.ShouldBeNear(dense.Eigenvalues.SubVector(0, 2), 1e-12);
        few.Transform(x).ShouldBeNear(dense.Transform(x).SubMatrix(0, 300, 0, 2), 1e-9);
    }

    [Fact]
    public void A_circle_in_a_circle_is_parted_by_the_first_component()
    {
        var (x, y) = Synthetic.ConcentricCircles(200, noise: 0.03, factor: 0.3);
        var first = new KernelPca(1, Kernel.Rbf, gamma: 3).FitTransform(x).Column(0);
        var plain = new Pca(1).FitTransform(x).Column(0);

        Parted(first, y).ShouldBeTrue();
        Parted(plain, y).ShouldBeFalse();
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        var pca = new KernelPca().Fit(Numbers["X"].Matrix);
        Should.Throw<InvalidOperationException>(() => pca.InverseTransform(Matrix<double>.Build.Dense(1, 2))).Message.ShouldContain("inverse: true");
        Should.Throw<ArgumentOutOfRangeException>(() => new KernelPca(gamma: 0)).ParamName.ShouldBe("gamma");
        Should.Throw<ArgumentOutOfRangeException>(() => new KernelPca(0)).ParamName.ShouldBe("components");
        Should.Throw<ArgumentException>(() => new KernelPca(40, Kernel.Sigmoid, gamma: 1, offset: -1).Fit(Numbers["X"].Matrix / 10)).Message.ShouldContain("no inner product");
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var pca = new KernelPca();
        Should.Throw<OperationCanceledException>(() => pca.Fit(Synthetic.SwissRoll(300).X, new Direct<FitProgress>(_ => source.Cancel()), source.Token));
        Should.Throw<InvalidOperationException>(() => pca.Eigenvalues);
    }

    private static bool Parted(Vector<double> z, int[] y)
    {
        var (outer, inner) = (z.Where((_, i) => y[i] == 0).ToArray(), z.Where((_, i) => y[i] == 1).ToArray());
        return outer.Max() < inner.Min() || inner.Max() < outer.Min();
    }

    private static KernelPca Made(Golden parameters, int components, bool inverse = false, double alpha = 1) => parameters["kernel"].Text switch
    {
        "rbf" => new(components, Kernel.Rbf, parameters["gamma"].Number, inverse: inverse, alpha: alpha),
        "poly" => new(components, Kernel.Polynomial, parameters["gamma"].Number, parameters["degree"].Number, parameters["coef0"].Number, inverse, alpha),
        "sigmoid" => new(components, Kernel.Sigmoid, parameters["gamma"].Number, offset: parameters["coef0"].Number, inverse: inverse, alpha: alpha),
        "cosine" => new(components, Kernel.Cosine, inverse: inverse, alpha: alpha),
        _ => new(components, Kernel.Linear, inverse: inverse, alpha: alpha),
    };
}
