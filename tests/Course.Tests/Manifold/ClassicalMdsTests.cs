using Course.Decomposition;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Manifold;

public sealed class ClassicalMdsTests
{
    private static readonly Matrix<double> X = new NumPyRandom(3).StandardNormal(30, 4);

    [Fact]
    public void Euclidean_distances_give_the_principal_components()
    {
        var mds = new ClassicalMds(3).Fit(X);
        var pca = new Pca(3).Fit(X);

        mds.Embedding.ShouldBeNear(pca.Transform(X).WithColumnSignsOf(mds.Embedding), 1e-11);
        mds.Eigenvalues.ShouldBeNear(pca.ExplainedVariance * 29, 1e-12);
    }

    [Fact]
    public void With_as_many_dimensions_as_the_data_all_distances_come_back()
    {
        var distances = Distances(X);
        Distances(new ClassicalMds(4).FitDissimilarities(distances).Embedding).ShouldBeNear(distances, 1e-11);
        new ClassicalMds(6).Fit(X).Embedding.SubMatrix(0, 30, 4, 2).ShouldBe(Matrix<double>.Build.Dense(30, 2));
    }

    [Fact]
    public void Distances_of_no_space_have_a_negative_eigenvalue_and_no_such_coordinate()
    {
        var d = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1, 5 }, { 1, 0, 1 }, { 5, 1, 0 } });
        var mds = new ClassicalMds(3).FitDissimilarities(d);
        mds.Eigenvalues.Minimum().ShouldBeLessThan(-0.1);
        mds.Embedding.Column(2).ShouldBe(Vector<double>.Build.Dense(3));
    }

    [Fact]
    public void What_is_no_dissimilarity_is_named()
    {
        var d = Distances(X);
        d[3, 3] = 1;
        Should.Throw<ArgumentException>(() => new ClassicalMds().FitDissimilarities(d)).Message.ShouldContain("d[3, 3] is 1");
        (d[3, 3], d[1, 2], d[2, 1]) = (0, -1, -1);
        Should.Throw<ArgumentException>(() => new ClassicalMds().FitDissimilarities(d)).Message.ShouldContain("is -1");
        Should.Throw<ArgumentException>(() => new ClassicalMds().FitDissimilarities(X)).Message.ShouldContain("30 x 4");
    }

    private static Matrix<double> Distances(Matrix<double> x) => Matrix<double>.Build.Dense(x.RowCount, x.RowCount, (i, j) => (x.Row(i) - x.Row(j)).L2Norm());
}
