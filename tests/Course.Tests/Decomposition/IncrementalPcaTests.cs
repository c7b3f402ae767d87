using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class IncrementalPcaTests
{
    private static readonly Golden Numbers = Golden.Load("incremental_pca");
    private static readonly Matrix<double> X = Numbers["X"].Matrix;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_case_is_scikit_learns(int index)
    {
        var golden = Numbers["cases"].Items.ElementAt(index);
        var pca = new IncrementalPca((int)golden["k"].Number, (int)golden["batch_size"].Number).Fit(X);

        pca.Mean.ShouldBeNear(golden["mean"].Vector, 1e-13);
        pca.Variance.ShouldBeNear(golden["var"].Vector, 1e-13);
        pca.Components.ShouldBeNear(golden["components"].Matrix, 1e-10);
        pca.SingularValues.ShouldBeNear(golden["singular_values"].Vector, 1e-12);
        pca.ExplainedVariance.ShouldBeNear(golden["explained_variance"].Vector, 1e-12);
        pca.ExplainedVarianceRatio.ShouldBeNear(golden["ratio"].Vector, 1e-12);
        pca.NoiseVariance.ShouldBe(golden["noise_variance"].Number, 1e-12);
        pca.Transform(X.SubMatrix(0, 3, 0, 5)).ShouldBeNear(golden["transform_first3"].Matrix, 1e-10);
        pca.SampleCount.ShouldBe(60);
    }

    [Fact]
    public void A_single_batch_has_the_exact_components()
    {
        var incremental = new IncrementalPca(5, 60).Fit(X);
        incremental.ExplainedVarianceRatio.ShouldBeNear(Numbers["exact_pca_ratio"].Vector, 1e-13);
        incremental.Components.ShouldBeNear(new Pca().Fit(X).Components, 1e-12);
    }

    [Fact]
    public void One_batch_is_ordinary_pca()
    {
        var incremental = new IncrementalPca(3, 60).Fit(X);
        var exact = new Pca(3).Fit(X);

        incremental.Components.ShouldBeNear(exact.Components, 1e-12);
        incremental.ExplainedVariance.ShouldBeNear(exact.ExplainedVariance, 1e-12);
        incremental.ExplainedVarianceRatio.ShouldBeNear(exact.ExplainedVarianceRatio, 1e-12);
        incremental.NoiseVariance.ShouldBe(exact.NoiseVariance, 1e-12);
    }

    [Fact]
    public void With_all_components_any_batches_are_exact()
    {
        var incremental = new IncrementalPca(5, 7).Fit(X);

        incremental.ExplainedVariance.ShouldBeNear(new Pca().Fit(X).ExplainedVariance, 1e-12);
        incremental.InverseTransform(incremental.Transform(X)).ShouldBeNear(X, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(60)]
    public void Where_a_stream_was_cut_makes_no_difference(int pieceSize)
    {
        var whole = new IncrementalPca(3, 11).Fit(X);
        var streamed = new IncrementalPca(3, 11).Fit(Pieces(pieceSize));

        streamed.Components.ShouldBe(whole.Components);
        streamed.SingularValues.ShouldBe(whole.SingularValues);
        streamed.SampleCount.ShouldBe(60);
    }

    [Fact]
    public void A_stream_is_read_once_and_piece_by_piece()
    {
        var (taken, most) = (0, 0);
        IEnumerable<Matrix<double>> Counted()
        {
            foreach (var piece in Pieces(2))
            {
                most = Math.Max(most, ++taken);
                yield return piece;
            }
        }
        var reports = new List<(int Taken, int Seen)>();
        new IncrementalPca(2, 10).Fit(Counted(), new Direct<FitProgress>(p => reports.Add((taken, p.Done))));

        most.ShouldBe(30);
        // A batch is learnt from as soon as it and the least that must remain have arrived: never more than that is held.
        reports.ShouldAllBe(report => 2 * report.Taken <= report.Seen + 4);
        reports[^1].Seen.ShouldBe(60);
    }

    [Fact]
    public void Learning_goes_on_where_it_left_off()
    {
        var whole = new IncrementalPca(3, 20).Fit(X);
        var pca = new IncrementalPca(3);
        for (var start = 0; start < 60; start += 20)
            pca.PartialFit(X.SubMatrix(start, 20, 0, 5));

        pca.Components.ShouldBe(whole.Components);
        pca.NoiseVariance.ShouldBe(whole.NoiseVariance);
    }

    [Fact]
    public void A_large_batch_goes_another_way_to_the_same_result()
    {
        // Over the size at which squares are formed; a spectrum in which that is accurate, and one in which it isn't.
        var random = new NumPyRandom(1);
        var wide = random.StandardNormal(300, 400);
        foreach (var falloff in new[] { 1.0, 0.7 })
        {
            var scaled = wide.MapIndexed((_, j, value) => value * Math.Pow(falloff, j));
            var pca = new IncrementalPca(10, 300).Fit(scaled);
            var svd = GolubKahanSvd.Thin(Moments.Centre(scaled).ToColumnMajorArray(), 300, 400, left: false);
            pca.SingularValues.ToArray().ShouldBeNear(svd.S[..10], 1e-9);
            PrincipalAngles.Between(pca.Components.Transpose(), Matrix<double>.Build.Dense(400, 10, svd.V[..4000])).Maximum().ShouldBe(0, 1e-7);
        }
    }

    [Fact]
    public void Too_few_samples_for_the_components_are_an_error_that_names_both()
    {
        Should.Throw<ArgumentException>(() => new IncrementalPca(5).PartialFit(X.SubMatrix(0, 4, 0, 5))).Message.ShouldContain("4 samples");
        Should.Throw<ArgumentException>(() => new IncrementalPca(6, 10).Fit(X)).Message.ShouldContain("5 features");
        Should.Throw<ArgumentOutOfRangeException>(() => new IncrementalPca(5, 4)).Message.ShouldContain("batchSize is 4");
        Should.Throw<ArgumentException>(() => new IncrementalPca(2).Fit(Array.Empty<Matrix<double>>())).Message.ShouldContain("no samples");
        Should.Throw<ArgumentException>(() => new IncrementalPca(2).Fit([X, X.SubMatrix(0, 9, 0, 4)])).Message.ShouldContain("9 x 4");
    }

    [Fact]
    public void A_failed_or_cancelled_fit_changes_nothing()
    {
        var pca = new IncrementalPca(2, 10).Fit(X);
        var before = pca.Components;
        using var source = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => pca.Fit(X * 2, new Direct<FitProgress>(_ => source.Cancel()), source.Token));
        Should.Throw<ArgumentException>(() => pca.Fit([X, X.SubMatrix(0, 9, 0, 4)]));
        pca.Components.ShouldBeSameAs(before);
        pca.SampleCount.ShouldBe(60);
    }

    private static IEnumerable<Matrix<double>> Pieces(int size)
    {
        for (var start = 0; start < X.RowCount; start += size)
            yield return X.SubMatrix(start, Math.Min(size, X.RowCount - start), 0, X.ColumnCount);
    }
}
