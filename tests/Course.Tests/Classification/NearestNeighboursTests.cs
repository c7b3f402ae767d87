using Course.Classification;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Classification;

public sealed class NearestNeighboursTests
{
    private static readonly Golden Numbers = Golden.Load("nearest_neighbours");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neighbours_are_scikit_learns(bool tree)
    {
        var search = new NearestNeighbours().Fit(Numbers["X"].Matrix, tree);
        var (found, others) = (search.Find(Numbers["Q"].Matrix, 4), search.FindOthers(3));

        for (var i = 0; i < 6; i++)
        {
            found.Indices(i).ToArray().ShouldBe(Numbers["k4_indices"].Items.ElementAt(i).Integers);
            found.Distances(i).ToArray().ShouldBeNear(Numbers["k4_distances"].Items.ElementAt(i).Numbers, 1e-14);
        }
        for (var i = 0; i < 25; i++)
        {
            others.Indices(i).ToArray().ShouldBe(Numbers["others_k3_indices"].Items.ElementAt(i).Integers);
            others.Distances(i).ToArray().ShouldBeNear(Numbers["others_k3_distances"].Items.ElementAt(i).Numbers, 1e-14);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 1)]
    [InlineData(500, 2)]
    [InlineData(1001, 3)]
    [InlineData(700, 7)]
    [InlineData(700, 8)]
    public void Tree_and_product_find_the_same_even_among_equal_points(int samples, int features)
    {
        var random = new NumPyRandom(samples);
        // Coordinates on a grid: many equal points and equal distances.
        var x = random.StandardNormal(samples, features).Map(value => Math.Round(value * 2));
        var points = random.StandardNormal(50, features).Map(value => Math.Round(value * 2));
        var k = Math.Min(samples, 11);
        var byTree = new NearestNeighbours().Fit(x, tree: true).Find(points, k);
        var byProduct = new NearestNeighbours().Fit(x, tree: false).Find(points, k);

        for (var i = 0; i < 50; i++)
        {
            byTree.Distances(i).ToArray().ShouldBe(byProduct.Distances(i).ToArray());
            byTree.Indices(i).ToArray().ShouldBe(Sorted(x, points.Row(i)).Take(k).ToArray());
            if (features <= 6)
                byProduct.Indices(i).ToArray().ShouldBe(byTree.Indices(i).ToArray());
        }
    }

    [Fact]
    public void Many_features_far_from_zero_lose_nothing()
    {
        var x = new NumPyRandom(2).StandardNormal(300, 40) * 1e-3 + 1e4;
        var found = new NearestNeighbours().Fit(x).FindOthers(5);
        for (var i = 0; i < 300; i += 37)
            found.Indices(i).ToArray().ShouldBe(Sorted(x, x.Row(i)).Where(j => j != i).Take(5).ToArray());
    }

    [Fact]
    public void An_equal_sample_is_a_neighbour_at_distance_zero_and_oneself_is_not()
    {
        var x = new NumPyRandom(2).StandardNormal(20, 9);
        var found = new NearestNeighbours().Fit(x.Stack(x)).FindOthers(1);
        for (var i = 0; i < 40; i++)
            (found.Indices(i)[0], found.Distances(i)[0]).ShouldBe(((i + 20) % 40, 0));
    }

    [Fact]
    public void Classes_are_voted_on()
    {
        var classifier = new NearestNeighboursClassifier(5).Fit(Numbers["X"].Matrix, Numbers["y"].Integers);
        classifier.Predict(Numbers["Q"].Matrix).ShouldBe(Numbers["classifier_k5_predict"].Integers);
        classifier.PredictProbability(Numbers["Q"].Matrix).ShouldBeNear(Numbers["classifier_k5_proba"].Matrix, 1e-15);
        new NearestNeighboursClassifier(1).Fit(Numbers["X"].Matrix, Numbers["y"].Integers).Score(Numbers["X"].Matrix, Numbers["y"].Integers).ShouldBe(1);
    }

    [Fact]
    public void The_number_of_neighbours_is_checked()
    {
        var search = new NearestNeighbours().Fit(Numbers["X"].Matrix);
        Should.Throw<ArgumentOutOfRangeException>(() => search.Find(Numbers["Q"].Matrix, 26)).Message.ShouldContain("between 1 and 25");
        Should.Throw<ArgumentOutOfRangeException>(() => search.FindOthers(25)).Message.ShouldContain("between 1 and 24");
        Should.Throw<ArgumentOutOfRangeException>(() => search.FindOthers(1).Indices(25)).ParamName.ShouldBe("point");
        Should.Throw<ArgumentException>(() => new NearestNeighboursClassifier(26).Fit(Numbers["X"].Matrix, Numbers["y"].Integers));
    }

    private static IEnumerable<int> Sorted(Matrix<double> x, Vector<double> point) =>
        Enumerable.Range(0, x.RowCount).OrderBy(i => (x.Row(i) - point).DotProduct(x.Row(i) - point)).ThenBy(i => i);
}
