using Benchmarks.Running;
using Course.Data;
using Course.Decomposition;
using Course.Manifold;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks.Groups;

/// <summary>Maps of curved data, against scikit-learn.</summary>
internal static class Manifolds
{
    public const string Group = "manifold";

    public static IEnumerable<Row> Rows()
    {
        yield return new Row(Group, "Isomap, digits 1797 x 64, 5 neighbours", tiny => Geodesics(Digits(tiny ? 90 : 1797), 5, 1e-2));
        yield return new Row(Group, "Isomap, swiss roll 2000, 10 neighbours", tiny => Geodesics(Synthetic.SwissRoll(tiny ? 90 : 2000).X, 10, 1e-6));
        yield return new Row(Group, "MDS, digits 500, one start", tiny => Scaling(Digits(tiny ? 40 : 500)));
        yield return new Row(Group, "t-SNE, digits 1797 x 64", tiny => Neighbours(Digits(tiny ? 120 : 1797)));
        yield return new Row(Group, "t-SNE, MNIST components 5000 x 30", tiny => Neighbours(MnistComponents(tiny ? 150 : 5000)));
    }

    private static Matrix<double> Digits(int count) => Datasets.Digits().X.SubMatrix(0, count, 0, 64);

    // As the codings of an autoencoder would be: thirty numbers an image.
    private static Matrix<double> MnistComponents(int count) => new Pca(30).FitTransform(Mnist.Images(count));

    // Among equally distant samples, which the digits have, the two sides take different neighbours. Points of the roll have no ties: there the two agree.
    private static Work Geodesics(Matrix<double> x, int neighbours, double tolerance) => new(
        () => new Isomap(neighbours, bridge: true).Fit(x),
        result =>
        {
            var isomap = (Isomap)result;
            return [new Answer("first eigenvalue", isomap.Eigenvalues[0], tolerance), new Answer("error", isomap.ReconstructionError, tolerance)];
        },
        new Call("manifold", "isomap", new() { ["x"] = NumPyArray.Of(x) }, new() { ["neighbours"] = neighbours, ["components"] = 2 }));

    private static Work Scaling(Matrix<double> x) => new(
        () => new Mds(starts: 1).Fit(x),
        result => [new Answer("stress", ((Mds)result).Stress, 1e-3, Wanted.Low)],
        new Call("manifold", "mds", new() { ["x"] = NumPyArray.Of(x) }));

    // The descent is chaotic: the same divergence but for a few percent is all that two programs can share.
    private static Work Neighbours(Matrix<double> x) => new(
        () => new TSne().Fit(x),
        result => [new Answer("divergence", ((TSne)result).KlDivergence, 0.03, Wanted.Low)],
        new Call("manifold", "tsne", new() { ["x"] = NumPyArray.SingleOf(x) }));
}
