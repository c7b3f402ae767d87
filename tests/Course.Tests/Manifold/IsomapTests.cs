using Course.Data;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Manifold;

public sealed class IsomapTests
{
    private static readonly Golden Swiss = Golden.Load("isomap_swiss40");
    private static readonly Golden More = Golden.Load("isomap_more");

    [Fact]
    public void The_swiss_roll_is_scikit_learns()
    {
        var isomap = new Isomap((int)Swiss["k"].Number).Fit(Swiss["X"].Matrix);

        isomap.GeodesicDistances.Row(0).ShouldBeNear(Swiss["dist_matrix_row0"].Vector, 1e-14);
        isomap.GeodesicDistances.Row(7).ShouldBeNear(Swiss["dist_matrix_row7"].Vector, 1e-14);
        isomap.Embedding.ShouldBeNear(Swiss["embedding"].Matrix.WithColumnSignsOf(isomap.Embedding), 1e-10);
        isomap.ReconstructionError.ShouldBe(Swiss["reconstruction_error"].Number, 1e-9);
        isomap.GraphParts.ShouldBe(1);
        var moved = isomap.Transform(More["new"].Matrix);
        moved.ShouldBeNear(More["transform_new"].Matrix.WithColumnSignsOf(moved), 1e-10);
        isomap.Transform(Swiss["X"].Matrix).ShouldBeNear(isomap.Embedding, 1e-10);
    }

    [Fact]
    public void Parts_are_an_error_that_teaches_or_are_bridged_as_scikit_learn_does()
    {
        var x = More["parts_X"].Matrix;
        var k = (int)More["parts_k"].Number;
        Should.Throw<ArgumentException>(() => new Isomap(k).Fit(x)).Message.ShouldContain("3 parts that no path connects, of 12, 9, 7 samples");

        var isomap = new Isomap(k, bridge: true).Fit(x);
        isomap.GraphParts.ShouldBe(3);
        isomap.GeodesicDistances.ShouldBeNear(More["parts_dist_matrix"].Matrix, 1e-13);
        isomap.Embedding.ShouldBeNear(More["parts_embedding"].Matrix.WithColumnSignsOf(isomap.Embedding), 1e-10);
    }

    [Fact]
    public void A_rolled_up_sheet_is_laid_flat()
    {
        var roll = Synthetic.SwissRoll(800);
        var z = new Isomap(10).FitTransform(roll.X);
        // Along the roll the position is the arc length, not the angle; ranks agree with it.
        Math.Abs(Moments.Correlation(Ranks(z.Column(0)), Ranks(roll.Position))).ShouldBeGreaterThan(0.999);
        Trustworthiness.Score(roll.X, z).ShouldBeGreaterThan(0.998);
    }

    [Fact]
    public void With_everyone_a_neighbour_it_is_classical_scaling()
    {
        var x = new NumPyRandom(5).StandardNormal(20, 4);
        new Isomap(19).FitTransform(x).ShouldBeNear(new ClassicalMds().FitTransform(x), 1e-11);
    }

    [Fact]
    public void Path_lengths_are_those_of_Floyd_and_Warshall()
    {
        var x = new NumPyRandom(9).StandardNormal(61, 3);
        var isomap = new Isomap(4, bridge: true).Fit(x);
        var d = Matrix<double>.Build.Dense(61, 61, (i, j) => i == j ? 0 : double.PositiveInfinity);
        for (var i = 0; i < 61; i++)
            foreach (var j in Enumerable.Range(0, 61).Where(j => j != i).OrderBy(j => (x.Row(i) - x.Row(j)).L2Norm()).Take(4))
                d[i, j] = d[j, i] = (x.Row(i) - x.Row(j)).L2Norm();
        for (var via = 0; via < 61; via++)
            for (var i = 0; i < 61; i++)
                for (var j = 0; j < 61; j++)
                    d[i, j] = Math.Min(d[i, j], d[i, via] + d[via, j]);

        isomap.GraphParts.ShouldBe(1);
        isomap.GeodesicDistances.ShouldBeNear(d, 1e-13);
    }

    [Fact]
    public void It_tells_how_far_it_is_and_can_be_cancelled()
    {
        var x = Synthetic.SCurve(300).X;
        var stages = new List<string>();
        new Isomap(8).Fit(x, new Direct<FitProgress>(p => stages.Add(p.Stage)));
        stages.Distinct().ShouldBe(["Neighbours", "Shortest paths"]);

        using var source = new CancellationTokenSource();
        var isomap = new Isomap(8);
        Should.Throw<OperationCanceledException>(() => isomap.Fit(x, new Direct<FitProgress>(p => source.Cancel()), source.Token));
        Should.Throw<InvalidOperationException>(() => isomap.Embedding);
    }

    private static Vector<double> Ranks(Vector<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = Vector<double>.Build.Dense(values.Count);
        for (var rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        return ranks;
    }
}
