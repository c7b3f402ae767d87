using System.Buffers.Binary;
using System.IO.Compression;
using Course.Data;
using Course.Decomposition;
using Course.Plots;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Plots;

public class PlotTests
{
    private static readonly Vector<double> X = Vector<double>.Build.Dense([1, 2, 3, 4]);
    private static readonly Vector<double> Y = Vector<double>.Build.Dense([2, 4, 6, 9]);

    public static TheoryData<string, Figure> Figures
    {
        get
        {
            var cancer = Datasets.BreastCancer();
            var two = cancer.X.SubMatrix(0, cancer.X.RowCount, 0, 2);
            var pca = new Pca();
            pca.Fit(two);
            var space = new Pca(components: 2).Fit(cancer.X.SubMatrix(0, 50, 0, 3));
            var names = cancer.FeatureNames;
            return new()
            {
                { "scatter", Plot.Scatter(X, Y, "t", "x", "y") },
                { "scatter of classes", Plot.Scatter(two.Column(0), two.Column(1), "t", names[0], names[1], cancer.Y, cancer.ClassNames, equalAxes: true) },
                { "principal axes", Plot.PrincipalAxes(two, pca.Mean, pca.Components, pca.ExplainedVariance, "t", names[0], names[1]) },
                { "scree", Plot.Scree(pca.ExplainedVarianceRatio) },
                { "correlations", Plot.Correlations(Moments.Correlation(cancer.X), names) },
                { "covariances", Plot.Covariances(Moments.Covariance(two), [names[0], names[1]]) },
                { "histogram", Plot.Histogram(two.Column(0), "t", names[0], cancer.Y, cancer.ClassNames) },
                { "histograms", Plot.Histograms(two, [names[0], names[1]], "t", cancer.Y, cancer.ClassNames) },
                { "images", Plot.Images(Datasets.Digits().X.SubMatrix(0, 7, 0, 64), "t", columns: 5) },
                { "images below each other", Plot.Reconstructions([("a", Datasets.Digits().X), ("b", Datasets.Digits().X)], "t") },
                { "loss", Plot.Loss([3, 2, 1], [3, 2.5, 2.75]) },
                { "embedding", Plot.Embeddings([("PCA", pca.Transform(two))], "t", cancer.Y, cancer.ClassNames) },
                { "embeddings", Plot.Embeddings([("PCA", pca.Transform(two)), ("raw", two)], "t", values: two.Column(0), valueLabel: names[0]) },
                { "pictures", Plot.PictureMap(Datasets.Digits().X.SubMatrix(0, 9, 20, 2), Datasets.Digits().X.SubMatrix(0, 9, 0, 64), "t") },
                { "codes", Plot.CodeMap(codes => Matrix<double>.Build.Dense(codes.RowCount, 4, (i, j) => codes[i, j % 2]), (-1, 1), (0, 3), "t") },
                { "space", Plot.Scatter3D(cancer.X.SubMatrix(0, 50, 0, 3), [names[0], names[1], names[2]], "t") },
                { "space with a plane", Plot.Scatter3D(cancer.X.SubMatrix(0, 50, 0, 3), [names[0], names[1], names[2]], "t", plane: space) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Every_plot_has_a_title_words_and_labelled_axes(string name, Figure figure)
    {
        var json = FigureJson.Of(figure);

        figure.AltText.Length.ShouldBeGreaterThan(20, name);
        figure.AltText.ShouldEndWith(".");
        json["layout"]!["title"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
        if (name is "images" or "images below each other" or "pictures" or "covariances")
            return; // Pictures and their maps have no axes; the rows and columns of a small matrix are named themselves.
        if (name.StartsWith("space", StringComparison.Ordinal))
        {
            foreach (string axis in (string[])["xaxis", "yaxis", "zaxis"])
                json["layout"]!["scene"]![axis]!["title"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
            return;
        }

        json["layout"]!["xaxis"]!["title"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
        if (name is not ("correlations" or "embedding" or "embeddings")) // A map's two coordinates mean nothing one by one; its name stands below it.
            json["layout"]!["yaxis"]!["title"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public void Words_of_one_s_own_go_before_the_composed_ones() => Plot.Scatter(X, Y, "t", "x", "y", altText: "Mine.", caption: "Below.").ToString().ShouldBe("Mine.");

    [Fact]
    public void A_scatter_plot_tells_ranges_correlation_and_classes()
    {
        var figure = Plot.Scatter(X, Y, "t", "time / s", "path / m", labels: [1, 0, 1, 1], classNames: ["slow", "fast"]);

        figure.AltText.ShouldBe("Scatter plot of 4 samples: time / s from 1 to 4, path / m from 2 to 9, correlation 0.99. Classes: slow (1 sample), fast (3).");
        var data = FigureJson.Of(figure)["data"]!;
        data[0]!["name"]!.GetValue<string>().ShouldBe("slow");
        data[0]!["x"].Numbers().ShouldBe([2]);
        data[1]!["y"].Numbers().ShouldBe([2, 6, 9]);
    }

    [Fact]
    public void Labels_without_names_are_numbered_as_they_are()
    {
        var data = FigureJson.Of(Plot.Scatter(X, Y, "t", "x", "y", labels: [7, -1, 7, 7]))["data"]!;

        data.AsArray().Select(trace => trace!["name"]!.GetValue<string>()).ShouldBe(["class -1", "class 7"]);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => Plot.Scatter(X, Y, "t", "x", "y", labels: [0, 1])).Message.ShouldContain("2 entries");
        Should.Throw<ArgumentException>(() => Plot.Scatter(X, Y, "t", "x", "y", labels: [0, 1, 2, 0], classNames: ["a", "b"])).Message.ShouldContain("labels[2] is 2");
        Should.Throw<ArgumentException>(() => Plot.Scatter(X, Y, "t", "x", "y", classNames: ["a"])).Message.ShouldContain("labels is not");
        Should.Throw<ArgumentException>(() => Plot.Scatter(X, X.SubVector(0, 3), "t", "x", "y")).ParamName.ShouldBe("y");
        Should.Throw<ArgumentException>(() => Plot.Scatter(Vector<double>.Build.Dense([1, double.NaN]), X.SubVector(0, 2), "t", "x", "y")).Message.ShouldContain("x[1]");
    }

    [Fact]
    public void Principal_axes_start_at_the_mean_and_are_as_long_as_the_standard_deviation()
    {
        var x = Matrix<double>.Build.DenseOfRowArrays([0.0, 0.0], [4.0, 3.0], [2.0, 1.5]);
        var mean = Vector<double>.Build.Dense([2, 1.5]);
        var components = Matrix<double>.Build.DenseOfRowArrays([0.8, 0.6], [-0.6, 0.8]);

        var figure = Plot.PrincipalAxes(x, mean, components, Vector<double>.Build.Dense([6.25, 0]), "t", "a", "b");

        var json = FigureJson.Of(figure);
        var axis = json["data"]!.AsArray().Single(trace => trace!["name"]?.GetValue<string>() == "component 0, σ = 2.5")!;
        axis["x"].Numbers().ShouldBe([2, 4], 1e-12);
        axis["y"].Numbers().ShouldBe([1.5, 3], 1e-12);
        json["layout"]!["yaxis"]!["scaleanchor"]!.GetValue<string>().ShouldBe("x");
        json["layout"]!["annotations"]!.AsArray().Count.ShouldBe(2);
        figure.AltText.ShouldContain("component 0 points along (0.80, 0.60) with standard deviation 2.5");
    }

    [Fact]
    public void Directions_that_are_none_are_refused()
    {
        var x = Matrix<double>.Build.Dense(3, 2, 1);
        var mean = Vector<double>.Build.Dense(2);
        var one = Vector<double>.Build.Dense(1, 1);

        Should.Throw<ArgumentException>(() => Plot.PrincipalAxes(x, mean, Matrix<double>.Build.Dense(1, 2, 1), one, "t", "a", "b")).Message.ShouldContain("length 1.41421");
        Should.Throw<ArgumentException>(() => Plot.PrincipalAxes(x, mean, Matrix<double>.Build.DenseIdentity(2), one, "t", "a", "b")).ParamName.ShouldBe("variances");
        Should.Throw<ArgumentException>(() => Plot.PrincipalAxes(x, mean, Matrix<double>.Build.DenseIdentity(1, 2), -one, "t", "a", "b")).Message.ShouldContain("variances[0] is -1");
        Should.Throw<ArgumentException>(() => Plot.PrincipalAxes(Matrix<double>.Build.Dense(3, 4), mean, Matrix<double>.Build.DenseIdentity(1, 2), one, "t", "a", "b")).ParamName.ShouldBe("x");
    }

    [Theory]
    [InlineData(0.6, "1 component reaches 60 %.", "60 %: 1 component")]
    [InlineData(0.85, "2 components reach 85 %.", "85 %: 2 components")]
    [InlineData(0.95, "They do not reach 95 %.", "95 %: not reached")]
    public void A_scree_plot_says_how_many_components_reach_the_threshold(double threshold, string words, string entry)
    {
        var figure = Plot.Scree(Vector<double>.Build.Dense([0.625, 0.25]), threshold);

        figure.AltText.ShouldStartWith("Explained variance of 2 components: the first explains 62.5 %, the second 25.0 %, all together 87.5 %.");
        figure.AltText.ShouldEndWith(words);
        var data = FigureJson.Of(figure)["data"]!;
        data[1]!["y"].Numbers().ShouldBe([0.625, 0.875]);
        data[2]!["name"]!.GetValue<string>().ShouldBe(entry);
    }

    [Theory]
    [InlineData(new[] { 2.0, 1.0 }, 0.95)]
    [InlineData(new[] { 0.5, -0.1 }, 0.95)]
    [InlineData(new double[0], 0.95)]
    [InlineData(new[] { 1.0 }, 1.0)]
    [InlineData(new[] { 1.0 }, double.NaN)]
    public void What_are_no_shares_is_refused(double[] share, double threshold) =>
        Should.Throw<ArgumentException>(() => Plot.Scree(Vector<double>.Build.DenseOfArray(share), threshold));

    [Fact]
    public void The_scale_of_covariances_is_symmetric_and_the_extremes_are_named()
    {
        var covariance = Matrix<double>.Build.DenseOfRowArrays([4.0, -3.0, 1.0], [-3.0, 9.0, 0.5], [1.0, 0.5, 1.0]);

        var figure = Plot.Covariances(covariance, ["a", "b", "c"]);

        var trace = FigureJson.Of(figure)["data"]![0]!;
        trace["zmin"]!.GetValue<double>().ShouldBe(-9);
        trace["zmax"]!.GetValue<double>().ShouldBe(9);
        figure.AltText.ShouldBe("Heatmap of the covariance of 3 features. The highest between two is 1 (a and c), the lowest -3 (a and b).");
        Should.Throw<ArgumentException>(() => Plot.Correlations(covariance, ["a", "b", "c"])).Message.ShouldContain("Plot.Covariances");
        Should.Throw<ArgumentException>(() => Plot.Covariances(covariance, ["a"])).ParamName.ShouldBe("features");
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(10, false)]
    public void Cells_are_squares_where_their_names_have_room(int features, bool squares)
    {
        string[] names = [.. Enumerable.Range(0, features).Select(k => $"feature {k}")];

        var axis = FigureJson.Of(Plot.Correlations(Matrix<double>.Build.DenseIdentity(features), names))["layout"]!["yaxis"]!;

        (axis["scaleanchor"] is not null).ShouldBe(squares);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(57)]
    [InlineData(1000)]
    public void Bins_hold_every_value_and_are_neither_few_nor_many(int count)
    {
        var values = Vector<double>.Build.Dense(count, i => Math.Sin(i) * 7);

        var (start, end, size) = Plot.BinsOf(values);

        values.Minimum().ShouldBeGreaterThanOrEqualTo(start);
        values.Maximum().ShouldBeLessThan(end);
        ((end - start) / size).ShouldBeInRange(1, 60);
        Math.Floor((values.Maximum() - start) / size).ShouldBeLessThan(Math.Ceiling((end - start) / size));
    }

    [Fact]
    public void Histograms_of_the_classes_share_their_bins_and_their_place()
    {
        var json = FigureJson.Of(Plot.Histogram(X, "t", "x", [0, 0, 1, 1], ["a", "b"]));

        json["layout"]!["barmode"]!.GetValue<string>().ShouldBe("overlay");
        json["data"]![0]!["xbins"]!.ToJsonString().ShouldBe(json["data"]![1]!["xbins"]!.ToJsonString());
        Plot.Histogram(X, "t", "x", [0, 0, 1, 1], ["a", "b"]).AltText.ShouldBe("Histogram of 4 samples: x from 1 to 4. Mean 1.5 for a (2 samples), 3.5 for b (2 samples).");
    }

    [Fact]
    public void Pictures_become_the_pixels_of_one_sheet()
    {
        // Two pictures of 3 x 2 pixels below each other, with a gap of one pixel.
        var images = Matrix<double>.Build.DenseOfRowArrays([0.0, 51, 102, 153, 204, 255], [255.0, 0, 255, 0, 255, 300]);

        var figure = Plot.Images(images, "t", columns: 1, width: 3, white: 255);

        var (width, height, pixels) = Decoded(FigureJson.Of(figure)["data"]![0]!["source"]!.GetValue<string>());
        (width, height).ShouldBe((3, 5));
        byte[] grey = [.. pixels.Where((_, i) => i % 2 == 0)], opacity = [.. pixels.Where((_, i) => i % 2 == 1)];
        grey.ShouldBe([0, 51, 102, 153, 204, 255, 0, 0, 0, 255, 0, 255, 0, 255, 255]);
        opacity.ShouldBe([255, 255, 255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255, 255]);
        figure.AltText.ShouldBe("2 grey pictures of 3 x 2 pixels, black 0 to white 255.");
    }

    [Fact]
    public void Rows_of_pictures_bear_their_names()
    {
        // Rows of pictures 2 pixels high, 3 pixels from one to the next; pixels are centred on whole numbers.
        var figure = Plot.Images(Matrix<double>.Build.Dense(5, 6, (i, j) => i + j), "t", columns: 2, width: 3, rowNames: ["a", "b", "c"]);

        var axis = FigureJson.Of(figure)["layout"]!["yaxis"]!;
        axis["tickvals"]!.AsArray().Select(place => place!.GetValue<double>()).ShouldBe([0.5, 3.5, 6.5]);
        ((string)axis["ticks"]!).ShouldBe("outside");
        ((string)axis["tickcolor"]!).ShouldBe("rgba(0,0,0,0)", "room between name and picture, and no line in it");
        axis["ticktext"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["a", "b", "c"]);
        figure.AltText.ShouldEndWith(". The rows: a, b, c.");
    }

    [Fact]
    public void Reconstructions_stand_below_their_originals()
    {
        var originals = Matrix<double>.Build.Dense(5, 4, (i, j) => 10 * i + j);

        var figure = Plot.Reconstructions([("originals", originals), ("model", originals + 2)], "t", columns: 3, black: 0, white: 255);

        figure.AltText.ShouldBe("2 rows of 3 grey pictures: originals; model, mean squared error 4.");
        var json = FigureJson.Of(figure);
        json["layout"]!["yaxis"]!["ticktext"]!.AsArray().Select(name => (string)name!).ShouldBe(["originals", "model"]);
        // Three pictures of 2 x 2 pixels with gaps of one, and the second row three pixels further down.
        var (width, height, pixels) = Decoded((string)json["data"]![0]!["source"]!);
        (width, height).ShouldBe((8, 5));
        byte[] grey = [.. pixels.Where((_, i) => i % 2 == 0)];
        grey[..8].ShouldBe([0, 1, 0, 10, 11, 0, 20, 21]);
        grey[24..32].ShouldBe([2, 3, 0, 12, 13, 0, 22, 23]);
    }

    [Fact]
    public void Rows_that_cannot_be_compared_are_refused()
    {
        var x = Matrix<double>.Build.Dense(5, 4, (i, j) => i + j);

        Should.Throw<ArgumentException>(() => Plot.Reconstructions([("a", x)], "t")).ParamName.ShouldBe("rows");
        Should.Throw<ArgumentException>(() => Plot.Reconstructions([("a", x), ("b", x.SubMatrix(0, 5, 0, 3))], "t")).Message.ShouldContain("rows[1], b, is 5 x 3");
        Should.Throw<ArgumentException>(() => Plot.Reconstructions([("a", x), ("b", x.SubMatrix(0, 2, 0, 4))], "t", columns: 3)).Message.ShouldContain("at least 3 pictures");
        Should.Throw<ArgumentException>(() => Plot.Reconstructions([("a", x), ("b", x * double.NaN)], "t")).ParamName.ShouldBe("rows[1]");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.Reconstructions([("a", x), ("b", x)], "t", columns: 0)).ParamName.ShouldBe("columns");
        Should.NotThrow(() => Plot.Reconstructions([("a", x), ("b", x.SubMatrix(0, 2, 0, 4))], "t"));
    }

    [Fact]
    public void Pictures_that_are_none_are_refused()
    {
        var images = Matrix<double>.Build.Dense(2, 6);

        Should.Throw<ArgumentException>(() => Plot.Images(images, "t")).Message.ShouldContain("no square picture");
        Should.Throw<ArgumentException>(() => Plot.Images(images, "t", width: 4)).ParamName.ShouldBe("width");
        Should.Throw<ArgumentException>(() => Plot.Images(images, "t", width: 3, labels: ["a"])).ParamName.ShouldBe("labels");
        Should.Throw<ArgumentException>(() => Plot.Images(images, "t", width: 3, black: 1, white: 1)).ParamName.ShouldBe("black");
        Should.Throw<ArgumentException>(() => Plot.Images(images, "t", columns: 1, width: 3, rowNames: ["a", "b", "c"])).ParamName.ShouldBe("rowNames");
        Should.NotThrow(() => Plot.Images(images, "t", width: 3));
    }

    [Fact]
    public void A_loss_curve_tells_where_the_validation_loss_is_lowest()
    {
        var figure = Plot.Loss([3, 2, 1], [3, 2.5, 2.75]);

        figure.AltText.ShouldBe("Training curve over 3 epochs: loss on the training data goes from 3 to 1; on validation data from 3 to 2.75, lowest at epoch 2 with 2.5.");
        FigureJson.Of(figure)["layout"]!["yaxis"]!["type"]!.GetValue<string>().ShouldBe("log");
        Should.Throw<ArgumentException>(() => Plot.Loss([1, 0])).Message.ShouldContain("logarithmic: false");
        Should.Throw<ArgumentException>(() => Plot.Loss([1, double.NaN])).Message.ShouldContain("training[1] is NaN");
        Should.Throw<ArgumentException>(() => Plot.Loss([1, 2], [1])).ParamName.ShouldBe("validation");
        Should.Throw<ArgumentException>(() => Plot.Loss([])).ParamName.ShouldBe("training");
        Should.NotThrow(() => Plot.Loss([1, 0], logarithmic: false));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Few_epochs_are_counted_in_whole_ones(int epochs, bool counted)
    {
        var axis = FigureJson.Of(Plot.Loss(Enumerable.Range(1, epochs).Select(epoch => 1.0 / epoch)))["layout"]!["xaxis"]!;

        (axis["dtick"]?.GetValue<double>() == 1).ShouldBe(counted);
    }

    [Fact]
    public void Maps_share_their_legend_and_keep_their_shape()
    {
        var map = Matrix<double>.Build.DenseOfRowArrays([0.0, 1.0], [1.0, 0.0], [123.456789, 2.0]);

        var figure = Plot.Embeddings([("one", map), ("other", 2 * map), ("third", map)], "t", [0, 1, 1], ["a", "b"]);

        figure.AltText.ShouldBe("Maps of 3 samples: one, other, third. Classes: a (1 sample), b (2).");
        var json = FigureJson.Of(figure);
        var data = json["data"]!.AsArray();
        data.Count.ShouldBe(6);
        data.Select(trace => trace!["showlegend"]!.GetValue<bool>()).ShouldBe([true, true, false, false, false, false]);
        data[3]!["legendgroup"]!.GetValue<string>().ShouldBe("b");
        data[3]!["xaxis"]!.GetValue<string>().ShouldBe("x2");
        data[1]!["x"].Numbers().ShouldBe([1, 123.46]);
        json["layout"]!["xaxis3"]!["title"]!["text"]!.GetValue<string>().ShouldBe("third");
        json["layout"]!["yaxis2"]!["scaleanchor"]!.GetValue<string>().ShouldBe("x2");
        json["layout"]!["grid"]!["rows"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public void Pictures_on_a_map_do_not_overlap_and_none_that_fits_is_missing()
    {
        var random = new NumPyRandom(3);
        var map = random.StandardNormal(200, 2) * 7;
        var images = random.StandardNormal(200, 4);
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 3)];

        var figure = Plot.PictureMap(map, images, "t", labels, ["a", "b", "c"], pictureShare: 0.08);

        var layout = FigureJson.Of(figure)["layout"]!;
        var shown = layout["images"]!.AsArray().Select(image => (X: (double)image!["x"]!, Y: (double)image["y"]!, Side: (double)image["sizex"]!)).ToArray();
        shown.Length.ShouldBeInRange(20, 150);
        layout["shapes"]!.AsArray().Count.ShouldBe(shown.Length);
        bool Overlap(double x, double y, int k) => Math.Abs(x - shown[k].X) < shown[k].Side && Math.Abs(y - shown[k].Y) < shown[k].Side;
        for (int i = 0; i < shown.Length; i++)
            for (int j = 0; j < i; j++)
                Overlap(shown[i].X, shown[i].Y, j).ShouldBeFalse();
        double apart = 1.12 * shown[0].Side;
        for (int i = 0; i < 200; i++)
            shown.ShouldContain(k => Math.Abs(map[i, 0] - k.X) < apart && Math.Abs(map[i, 1] - k.Y) < apart);
        figure.AltText.ShouldBe($"Map of 200 pictures, {shown.Length} of them shown where they lie. Classes: a (67 samples), b (67), c (66).");
    }

    [Fact]
    public void A_map_of_one_picture_shows_it_and_wrong_ones_are_refused()
    {
        var point = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2.0 } });
        var picture = Matrix<double>.Build.Dense(1, 4, 0.5);

        FigureJson.Of(Plot.PictureMap(point, picture, "t"))["layout"]!["images"]!.AsArray().Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => Plot.PictureMap(point, Matrix<double>.Build.Dense(1, 6), "t")).Message.ShouldContain("no square picture");
        Should.Throw<ArgumentException>(() => Plot.PictureMap(point, Matrix<double>.Build.Dense(2, 4), "t")).ParamName.ShouldBe("images");
        Should.Throw<ArgumentException>(() => Plot.PictureMap(point, picture, "t", black: 1, white: 1)).ParamName.ShouldBe("black");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.PictureMap(point, picture, "t", pictureShare: 0)).ParamName.ShouldBe("pictureShare");
    }

    [Fact]
    public void A_map_of_codes_has_the_picture_of_each_code_at_its_place()
    {
        Matrix<double>? asked = null;

        var figure = Plot.CodeMap(
            codes =>
            {
                asked.ShouldBeNull("the decoder is called once");
                asked = codes;
                return codes.Append(codes); // Pictures of 2 x 2 pixels: the first number on the left, the second on the right.
            },
            (0, 100), (100, 255), "t", "size", "tilt", steps: 2, black: 0, white: 255);

        // Row by row from the top, where the second number is high.
        asked.ShouldBe(Matrix<double>.Build.DenseOfRowArrays([0.0, 255], [100.0, 255], [0.0, 100], [100.0, 100]));
        var json = FigureJson.Of(figure);
        json["data"]![0]!["x"].Numbers().ShouldBe([0, 100, 0, 100]);
        json["data"]![0]!["y"].Numbers().ShouldBe([255, 255, 100, 100]);
        var image = json["layout"]!["images"]!.AsArray().ShouldHaveSingleItem()!;
        ((double)image["x"]!, (double)image["y"]!).ShouldBe((50, 177.5));
        // Two pixels, a gap of one, two pixels: from a code to the next there are three.
        ((double)image["sizex"]!).ShouldBe(5 * 100 / 3.0, 1e-9);
        ((double)image["sizey"]!).ShouldBe(5 * 155 / 3.0, 1e-9);
        var (width, height, pixels) = Decoded((string)image["source"]!);
        (width, height).ShouldBe((5, 5));
        byte[] grey = [.. pixels.Where((_, i) => i % 2 == 0)];
        grey.ShouldBe([0, 255, 0, 100, 255, 0, 255, 0, 100, 255, 0, 0, 0, 0, 0, 0, 100, 0, 100, 100, 0, 100, 0, 100, 100]);
        figure.AltText.ShouldBe("Grid of 2 x 2 decoded pictures over the plane of codes, size from 0 to 100 along x and tilt from 100 to 255 along y.");
    }

    [Fact]
    public void A_map_of_codes_that_is_none_is_refused()
    {
        static Matrix<double> Decode(Matrix<double> codes) => Matrix<double>.Build.Dense(codes.RowCount, 4);
        (double, double) range = (0, 1);

        Should.Throw<ArgumentException>(() => Plot.CodeMap(Decode, (1, 1), range, "t")).ParamName.ShouldBe("first");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(Decode, (0, double.NaN), range, "t")).ParamName.ShouldBe("first");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(Decode, range, (2, 1), "t")).Message.ShouldContain("second goes from 2 to 1");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(Decode, range, (0, double.PositiveInfinity), "t")).ParamName.ShouldBe("second");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.CodeMap(Decode, range, range, "t", steps: 1)).ParamName.ShouldBe("steps");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.CodeMap(Decode, range, range, "t", steps: 41)).ParamName.ShouldBe("steps");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(codes => Matrix<double>.Build.Dense(codes.RowCount, 6), range, range, "t")).Message.ShouldContain("decode made 144 x 6");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(codes => Matrix<double>.Build.Dense(3, 4), range, range, "t")).ParamName.ShouldBe("decode");
        Should.Throw<ArgumentException>(() => Plot.CodeMap(codes => Matrix<double>.Build.Dense(codes.RowCount, 4, double.NaN), range, range, "t")).ParamName.ShouldBe("decode");
        Should.NotThrow(() => Plot.CodeMap(Decode, range, range, "t", steps: 40, white: 1));
    }

    [Fact]
    public void A_quantity_colours_all_samples_with_one_scale()
    {
        var map = Matrix<double>.Build.DenseOfRowArrays([0.0, 1.0], [1.0, 0.0]);

        var figure = Plot.Embeddings([("one", map), ("other", map)], "t", values: Y.SubVector(0, 2), valueLabel: "height / m");

        figure.AltText.ShouldEndWith(" Coloured by height / m, 2 to 4.");
        var data = FigureJson.Of(figure)["data"]!;
        data[0]!["marker"]!["color"].Numbers().ShouldBe([2, 4]);
        data[0]!["marker"]!["showscale"]!.GetValue<bool>().ShouldBeTrue();
        data[1]!["marker"]!["showscale"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void A_plane_in_space_is_that_of_two_components_and_each_sample_is_joined_to_it()
    {
        // An upright plane, x = 1, with a sample on each side of it.
        var x = Matrix<double>.Build.DenseOfRowArrays([1.0, 4, 0], [1.0, -4, 0], [1.0, 0, 2], [1.0, 0, -2], [1.5, 0, 0], [0.5, 0, 0]);

        var figure = Plot.Scatter3D(x, ["a", "b", "c"], "t", plane: new Pca(components: 2).Fit(x));

        var data = FigureJson.Of(figure)["data"]!;
        data.AsArray().Select(trace => (string)trace!["name"]!).ShouldBe(["samples", "distances", "plane"]);
        data[0]!["x"].Numbers().ShouldBe([1, 1, 1, 1, 1.5, 0.5]);
        double[] Lines(string axis) => [.. data[1]![axis]!.AsArray().Where((_, i) => i % 3 < 2).Select(at => (double)at!)];
        Lines("x").ShouldBe([1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1, 0.5, 1], 1e-12);
        Lines("y").ShouldBe([4, 4, -4, -4, 0, 0, 0, 0, 0, 0, 0, 0], 1e-12);
        data[1]!["x"]!.AsArray()[2]!.ToString().ShouldBe("NaN"); // which lifts the pen
        double[] Corners(string axis) => [.. data[2]![axis]!.AsArray().SelectMany(row => row.Numbers())];
        Corners("x").ShouldBe([1, 1, 1, 1], 1e-12);
        Corners("y").Select(Math.Abs).ShouldAllBe(side => Math.Abs(side - 1.12 * 4) < 1e-12);
        Corners("z").Select(Math.Abs).ShouldAllBe(side => Math.Abs(side - 1.12 * 2) < 1e-12);
        figure.AltText.ShouldEndWith(" The plane of the first two components passes them at a root mean square distance of 0.289.");
    }

    [Fact]
    public void A_plane_that_is_none_is_refused()
    {
        var x = Matrix<double>.Build.DenseOfRowArrays([1.0, 4, 0], [2.0, -4, 0], [1.0, 0, 2], [1.0, 0, double.NaN]);
        var whole = x.SubMatrix(0, 3, 0, 3);
        Figure Drawn(Matrix<double> samples, Pca plane) => Plot.Scatter3D(samples, ["a", "b", "c"], "t", plane: plane);

        Should.Throw<ArgumentException>(() => Drawn(whole, new Pca(components: 1).Fit(whole))).Message.ShouldContain("plane has 1 components of 3 features");
        Should.Throw<ArgumentException>(() => Drawn(whole, new Pca().Fit(whole.SubMatrix(0, 3, 0, 2)))).ParamName.ShouldBe("plane");
        Should.Throw<ArgumentException>(() => Drawn(x, new Pca(components: 2).Fit(whole))).Message.ShouldContain("x[3, 2] is NaN");
        Should.Throw<InvalidOperationException>(() => Drawn(whole, new Pca(components: 2))).Message.ShouldContain("not fitted");
        Should.NotThrow(() => Drawn(whole.SubMatrix(0, 1, 0, 3), new Pca().Fit(whole)));
    }

    [Fact]
    public void Maps_that_do_not_fit_are_refused()
    {
        var map = Matrix<double>.Build.Dense(4, 2, (i, j) => i + j);

        Should.Throw<ArgumentException>(() => Plot.Embeddings([], "t")).ParamName.ShouldBe("maps");
        Should.Throw<ArgumentException>(() => Plot.Embeddings([("a", Matrix<double>.Build.Dense(4, 3))], "t")).ParamName.ShouldBe("maps[0]");
        Should.Throw<ArgumentException>(() => Plot.Embeddings([("a", map), ("b", map.SubMatrix(0, 3, 0, 2))], "t")).ParamName.ShouldBe("maps[1]");
        Should.Throw<ArgumentException>(() => Plot.Embeddings([("a", map)], "t", values: X)).ParamName.ShouldBe("valueLabel");
        Should.Throw<ArgumentException>(() => Plot.Embeddings([("a", map)], "t", valueLabel: "v")).Message.ShouldContain("values is not");
        Should.Throw<ArgumentException>(() => Plot.Embeddings([("a", map)], "t", labels: [0, 0, 1, 1], values: X, valueLabel: "v")).ParamName.ShouldBe("values");
        Should.Throw<ArgumentOutOfRangeException>(() => Plot.Embeddings([("a", map)], "t", columns: 0)).ParamName.ShouldBe("columns");
        Should.Throw<ArgumentException>(() => Plot.Scatter3D(map, ["a", "b", "c"], "t")).ParamName.ShouldBe("x");
        Should.Throw<ArgumentException>(() => Plot.Scatter3D(Matrix<double>.Build.Dense(4, 3), ["a", "b"], "t")).ParamName.ShouldBe("features");
        Should.NotThrow(() => Plot.Embeddings([("one point", Matrix<double>.Build.Dense(1, 2))], "t"));
    }

    /// <summary>Reads a PNG of grey pixels with opacity, without filters.</summary>
    private static (int Width, int Height, byte[] Pixels) Decoded(string dataUri)
    {
        byte[] file = Convert.FromBase64String(dataUri["data:image/png;base64,".Length..]);
        file[..8].ShouldBe([137, 80, 78, 71, 13, 10, 26, 10]);
        file[^12..].ShouldBe([0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82]); // the checksum that every PNG ends with
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        int at = 33, length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
        file[(at + 4)..(at + 8)].ShouldBe("IDAT"u8.ToArray());
        using var inflated = new ZLibStream(new MemoryStream(file, at + 8, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        inflated.CopyTo(rows);
        return (width, height, [.. rows.ToArray().Chunk(2 * width + 1).SelectMany(row => row[1..])]);
    }
}
