using Course.Classification;
using Course.Data;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Manifold;

public sealed class TSneTests
{
    private static readonly Golden Numbers = Golden.Load("tsne_pieces");

    [Fact]
    public void Joint_probabilities_are_scikit_learns_but_for_its_single_precision()
    {
        var x = Numbers["X"].Matrix;
        var p = JointProbabilities.Dense(Dissimilarities.SquaresBetween(x), 20, Numbers["perplexity"].Number);

        Matrix<double>.Build.Dense(20, 20, p).ShouldBeNear(Numbers["P_squareform"].Matrix, 1e-5);
        p.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Sparse_probabilities_are_scikit_learns()
    {
        var golden = Golden.Load("tsne_sparse_p");
        var x = golden["X"].Matrix;
        var p = JointProbabilities.Sparse(new NearestNeighbours().Fit(x).FindOthers(16), golden["perplexity"].Number);

        Dense(p).ShouldBeNear(golden["P"].Matrix, 1e-6);
        p.Values.Sum(value => (double)value).ShouldBe(1, 1e-6);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(5)]
    [InlineData(28)]
    public void The_weights_have_the_wanted_perplexity(double perplexity)
    {
        var random = new NumPyRandom(4);
        foreach (var scale in new[] { 1e-200, 1, 1e200 })
        {
            var squares = random.StandardNormal(30).Map(value => value * value * scale).ToArray();
            var (weights, scratch) = (new double[30], new double[30]);
            Perplexity.Weights(squares, perplexity, weights, scratch);
            Math.Exp(-weights.Sum(w => w > 0 ? w * Math.Log(w) : 0)).ShouldBe(perplexity, 1e-8 * perplexity);
            weights.Sum().ShouldBe(1, 1e-13);
        }
    }

    [Fact]
    public void Equal_distances_and_too_large_a_perplexity_give_equal_weights()
    {
        var (weights, scratch) = (new double[4], new double[4]);
        Perplexity.Weights([2, 2, 2, 2], 3, weights, scratch);
        weights.ShouldBe([0.25, 0.25, 0.25, 0.25]);
        Perplexity.Weights([1, 2, 3, 4], 4.5, weights, scratch);
        weights.ShouldBe([0.25, 0.25, 0.25, 0.25]);
    }

    [Fact]
    public void Divergence_and_gradient_are_scikit_learns()
    {
        var exact = new ExactGradient(Numbers["P_squareform"].Matrix.ToColumnMajorArray(), Numbers["Y"].Matrix.ToColumnMajorArray(), 20, 2);
        var (divergence, gradient) = exact.Gradient(1, measure: true);

        divergence.ShouldBe(Numbers["kl"].Number, 1e-10);
        Matrix<double>.Build.Dense(20, 2, gradient).ShouldBeNear(Numbers["grad"].Matrix, 1e-10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_gradient_is_the_slope_of_the_divergence_in_any_dimension(int components)
    {
        var p = Numbers["P_squareform"].Matrix.ToColumnMajorArray();
        var y = new NumPyRandom(components).StandardNormal(20, components).ToColumnMajorArray();
        var gradient = (double[])new ExactGradient(p, y, 20, components).Gradient(1, measure: false).Gradient.Clone();
        const double h = 1e-5;
        for (var k = 0; k < y.Length; k += 7)
        {
            double Divergence(double step)
            {
                var moved = (double[])y.Clone();
                moved[k] += step;
                return new ExactGradient(p, moved, 20, components).Gradient(1, measure: true).Divergence;
            }
            gradient[k].ShouldBe((Divergence(h) - Divergence(-h)) / (2 * h), 1e-8);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(300)]
    [InlineData(1500)]
    public void The_quadtree_at_angle_zero_sums_over_all_pairs(int n)
    {
        var y = new NumPyRandom(n).StandardNormal(n, 2) * 5;
        var (points, forces) = (Interleaved(y), new float[2 * n]);
        var sum = new Quadtree(n, 0).Repel(points, forces);
        var (expectedSum, expected) = AllPairs(points);

        sum.ShouldBe(expectedSum, 2e-6 * expectedSum + 1e-6 * n);
        for (var k = 0; k < 2 * n; k++)
            ((double)forces[k]).ShouldBe(expected[k], 1e-5 * expected.Max(Math.Abs));
    }

    [Theory]
    [InlineData(0.3, 1e-3)]
    [InlineData(0.5, 4e-3)]
    [InlineData(0.8, 1.5e-2)]
    public void The_quadtree_is_near_the_sum_over_all_pairs(double angle, double tolerance)
    {
        var random = new NumPyRandom(7);
        // Clusters of very different sizes, as in a map.
        var y = Matrix<double>.Build.Dense(2000, 2, (i, j) => 12 * (i % 10 * (j + 1) % 7) + Math.Pow(2, i % 10 - 6) * random.NextStandardNormal());
        var (points, forces) = (Interleaved(y), new float[4000]);
        var sum = new Quadtree(2000, angle).Repel(points, forces);
        var (expectedSum, expected) = AllPairs(points);

        sum.ShouldBe(expectedSum, tolerance * expectedSum);
        var error = Math.Sqrt(forces.Select((f, k) => (f - expected[k]) * (f - expected[k])).Sum() / expected.Sum(f => f * f));
        error.ShouldBe(0, tolerance);
    }

    [Fact]
    public void Points_on_top_of_each_other_have_no_force_between_them()
    {
        var (points, forces) = (new float[400], new float[400]);
        new Quadtree(200, 0.5).Repel(points, forces).ShouldBe(200 * 199);
        forces.ShouldAllBe(force => force == 0);
    }

    [Fact]
    public void The_tree_leaves_every_number_the_same_from_step_to_step()
    {
        var y = Interleaved(new NumPyRandom(3).StandardNormal(700, 2));
        var (first, again) = (new float[1400], new float[1400]);
        var tree = new Quadtree(700, 0.5);
        var sum = tree.Repel(y, first);
        tree.Repel(Interleaved(new NumPyRandom(4).StandardNormal(700, 2)), again);
        tree.Repel(y, again).ShouldBe(sum);
        again.ShouldBe(first);
    }

    [Fact]
    public void The_sparse_gradient_is_the_exact_one_of_the_same_probabilities()
    {
        var x = Golden.Load("tsne_sparse_p")["X"].Matrix;
        var p = JointProbabilities.Sparse(new NearestNeighbours().Fit(x).FindOthers(16), 5);
        var y = new NumPyRandom(1).StandardNormal(60, 2) * 4;
        var sparse = new BarnesHutGradient(p, y.ToColumnMajorArray(), 0);
        var exact = new ExactGradient(Dense(p).ToColumnMajorArray(), y.ToColumnMajorArray(), 60, 2);

        var (divergence, _) = new ExactGradient(Dense(p).Map(value => Math.Max(value, 1e-300)).ToColumnMajorArray(), y.ToColumnMajorArray(), 60, 2).Gradient(1, measure: true);
        var gradient = exact.Gradient(12, measure: false).Gradient;
        var found = sparse.Gradient(12);
        for (var i = 0; i < 60; i++)
            for (var c = 0; c < 2; c++)
                ((double)found[2 * i + c]).ShouldBe(gradient[c * 60 + i], 1e-5 * gradient.Max(Math.Abs));
        sparse.Step(12, 0.5, 50, measure: true).Divergence.ShouldBe(divergence, 1e-5);
    }

    [Theory]
    [InlineData(TSneMethod.Exact, TSneStart.Pca)]
    [InlineData(TSneMethod.BarnesHut, TSneStart.Pca)]
    [InlineData(TSneMethod.BarnesHut, TSneStart.Random)]
    public void Clusters_come_apart(TSneMethod method, TSneStart start)
    {
        var (x, y) = Clusters(180);
        var reports = new List<FitProgress>();
        var tsne = new TSne(perplexity: 15, iterations: 500, start: start, method: method, seed: 3).Fit(x, new Direct<FitProgress>(reports.Add));

        new NearestNeighboursClassifier(5).Fit(tsne.Embedding, y).Score(tsne.Embedding, y).ShouldBe(1);
        Trustworthiness.Score(x, tsne.Embedding).ShouldBeGreaterThan(0.93);
        tsne.Iterations.ShouldBe(500);
        reports[^1].Objective.ShouldBe(tsne.KlDivergence);
        reports[^1].Embedding.ShouldBe(tsne.Embedding);
        reports[^1].Objective!.Value.ShouldBeLessThan(reports.First(r => r.Stage == "t-SNE").Objective!.Value);
    }

    [Fact]
    public void Both_methods_reach_maps_of_about_the_same_divergence()
    {
        var (x, _) = Clusters(150);
        var exact = new TSne(perplexity: 10, method: TSneMethod.Exact).Fit(x).KlDivergence;
        var tree = new TSne(perplexity: 10, method: TSneMethod.BarnesHut).Fit(x).KlDivergence;
        tree.ShouldBe(exact, 0.1 * exact);
    }

    [Fact]
    public void A_wide_neighbourhood_does_not_cost_a_dimension()
    {
        // Exaggerated 12 times, this perplexity draws all points together; scikit-learn's map has a divergence of 0.42.
        var tsne = new TSne(perplexity: 90, iterations: 500).Fit(Datasets.Digits().X.SubMatrix(0, 600, 0, 64));

        tsne.KlDivergence.ShouldBeInRange(0.3, 0.5);
        double Extent(int c) => tsne.Embedding.Column(c).Maximum() - tsne.Embedding.Column(c).Minimum();
        (Extent(0) / Extent(1)).ShouldBeInRange(0.5, 2);
    }

    [Fact]
    public void Three_dimensions_are_mapped_exactly()
    {
        var (x, y) = Clusters(60);
        var z = new TSne(3, perplexity: 8, iterations: 300).FitTransform(x);
        z.ColumnCount.ShouldBe(3);
        new NearestNeighboursClassifier(3).Fit(z, y).Score(z, y).ShouldBe(1);
        Should.Throw<ArgumentException>(() => new TSne(3, method: TSneMethod.BarnesHut)).Message.ShouldContain("TSneMethod.Exact");
    }

    [Fact]
    public void A_step_can_be_the_last()
    {
        using var source = new CancellationTokenSource();
        var tsne = new TSne(perplexity: 5);
        var last = 0;
        Should.Throw<OperationCanceledException>(() => tsne.Fit(Numbers["X"].Matrix, new Direct<FitProgress>(p =>
        {
            if (p.Stage == "t-SNE" && (last = p.Done) == 100)
                source.Cancel();
        }), source.Token));
        last.ShouldBe(100);
        Should.Throw<InvalidOperationException>(() => tsne.Embedding);
    }

    [Fact]
    public void Bad_parameters_are_named()
    {
        Should.Throw<ArgumentException>(() => new TSne().Fit(Numbers["X"].Matrix)).Message.ShouldContain("20 samples");
        Should.Throw<ArgumentOutOfRangeException>(() => new TSne(iterations: 249)).ParamName.ShouldBe("iterations");
        Should.Throw<ArgumentOutOfRangeException>(() => new TSne(exaggeration: 0.5)).ParamName.ShouldBe("exaggeration");
        Should.Throw<ArgumentOutOfRangeException>(() => new TSne(angle: 1.5)).ParamName.ShouldBe("angle");
        Should.Throw<ArgumentOutOfRangeException>(() => new TSne(perplexity: 0)).ParamName.ShouldBe("perplexity");
        Should.Throw<ArgumentOutOfRangeException>(() => new TSne(learningRate: -1)).ParamName.ShouldBe("learningRate");
    }

    private static (Matrix<double> X, int[] Y) Clusters(int n)
    {
        var random = new NumPyRandom(0);
        var y = Enumerable.Range(0, n).Select(i => i % 3).ToArray();
        return (Matrix<double>.Build.Dense(n, 5, (i, j) => (y[i] == j ? 12 : 0) + random.NextStandardNormal()), y);
    }

    private static float[] Interleaved(Matrix<double> y) => [.. y.EnumerateRows().SelectMany(row => row.Select(value => (float)value))];

    private static (double Sum, double[] Forces) AllPairs(float[] points)
    {
        var (sum, forces) = (0.0, new double[points.Length]);
        for (var i = 0; i < points.Length; i += 2)
            for (var j = 0; j < points.Length; j += 2)
            {
                if (i == j)
                    continue;
                var (dx, dy) = ((double)points[i] - points[j], (double)points[i + 1] - points[j + 1]);
                var w = 1 / (1 + dx * dx + dy * dy);
                sum += w;
                forces[i] += w * w * dx;
                forces[i + 1] += w * w * dy;
            }
        return (sum, forces);
    }

    private static Matrix<double> Dense(SparseProbabilities p)
    {
        var dense = Matrix<double>.Build.Dense(p.Size, p.Size);
        for (var i = 0; i < p.Size; i++)
            for (var e = p.Starts[i]; e < p.Starts[i + 1]; e++)
                dense[i, p.Targets[e]] = p.Values[e];
        return dense;
    }
}
