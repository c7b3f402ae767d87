using Course.Autoencoders;
using Course.Data;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

/// <summary>How well the lecture's models learn, on 8,000 digits of MNIST to learn from and 2,000 kept aside: what a test asks of one of them, and
/// <c>dotnet run -c Release --project tests/Course.Tests -- quality</c> of all, for three seeds.</summary>
internal static class Quality
{
    private const int Seeds = 3;

    /// <summary>Runs everything, or what is named, and prints a line for each.</summary>
    /// <returns>Whether all limits hold.</returns>
    public static bool Run(string[] names)
    {
        var all = new (string Name, Action<List<(string, double, double, double)>> Measure)[]
        {
            ("linear", Linear),
            ("stacked", results => Binary("stacked", seed => new StackedAutoencoder(seed: seed), 1.5, [(10, 0, 0.137), (20, 0, 0.127)], results)),
            ("denoising", results => Binary("denoising", seed => new DenoisingAutoencoder(new GaussianNoise(0.2), seed: seed), 1.0, [(10, 0, 0.150)], results)),
            ("dropout", results => Binary("dropout", seed => new DenoisingAutoencoder(nn.Dropout(0.5), seed: seed), 1.0, [(10, 0, 0.155)], results)),
            ("convolutional", results => Binary("convolutional", seed => new ConvolutionalAutoencoder(seed: seed), 1.0, [(3, 0, 0.104)], results, 0.965)),
            ("sigmoid", Sigmoid),
        };
        var good = true;
        foreach (var (name, measure) in all.Where(item => names.Length == 0 || names.Contains(item.Name)))
        {
            var results = new List<(string What, double Value, double Low, double High)>();
            measure(results);
            foreach (var (what, value, low, high) in results)
            {
                var holds = value >= low && value <= high;
                good &= holds;
                Console.WriteLine(FormattableString.Invariant($"{(holds ? "ok  " : "FAIL")} {what}: {value:G5} (should lie between {low:G4} and {high:G4})"));
            }
        }
        return good;
    }

    /// <summary>Loss on the validation data after each epoch of the lecture's training of a model with binary cross-entropy.</summary>
    public static TrainingHistory Train(Autoencoder model, double rate, int epochs, long seed)
    {
        var data = Datasets.Mnist(train: 8000, test: 2000);
        return Trainer.Fit(
            model, data.TrainImages, data.TrainImages, optim.SGD(model.parameters(), rate), nn.BCELoss(), epochs, validation: (data.TestImages, data.TestImages),
            metrics: [Metric.RoundedAccuracy], seed: seed, live: false);
    }

    private static void Binary(
        string name, Func<long, Autoencoder> make, double rate, (int Epochs, double Low, double High)[] limits, List<(string, double, double, double)> results, double accuracy = 0)
    {
        var histories = Enumerable.Range(0, Seeds).Select(seed => Train(make(seed), rate, limits[^1].Epochs, seed)).ToArray();
        Console.WriteLine($"     {name}: {histories[0]}");
        foreach (var (epochs, low, high) in limits)
            results.Add(($"{name}, binary cross-entropy after {epochs} epochs", histories.Average(history => history.ValidationLoss[epochs - 1]), low, high));
        if (accuracy > 0)
            results.Add(($"{name}, rounded accuracy", histories.Average(history => history["rounded accuracy"].Validation[^1]), accuracy, 1));
    }

    private static void Sigmoid(List<(string, double, double, double)> results)
    {
        var data = Datasets.Mnist(train: 8000, test: 2000);
        var (limits, losses, recognised) = (new[] { (10, 0.055), (50, 0.0185), (100, 0.0112) }, new double[3], 0.0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var model = new SigmoidAutoencoder(seed: seed);
            var history = Trainer.Fit(
                model, data.TrainImages, data.TrainImages, optim.Adam(model.parameters()), nn.MSELoss(), 100, 128, (data.TestImages, data.TestImages), seed: seed, live: false);
            for (var i = 0; i < limits.Length; i++)
                losses[i] += history.ValidationLoss[limits[i].Item1 - 1] / Seeds;
            recognised += Recognition(model, data, seed) / Seeds;
            if (seed == 0)
                Console.WriteLine($"     sigmoid: {history}");
        }
        for (var i = 0; i < limits.Length; i++)
            results.Add(($"sigmoid, squared error after {limits[i].Item1} epochs", losses[i], 0, limits[i].Item2));
        results.Add(("sigmoid, recognition by the nearest of 10 labelled codes a class", recognised, 0.764, 0.804));
    }

    // 50 draws of ten labelled pictures of each digit; the pictures kept aside are recognised by the nearest code.
    private static double Recognition(Autoencoder model, ImageDataset data, long seed)
    {
        const int Draws = 50, PerClass = 10;
        var (codes, queries) = (Trainer.Predict(model.Encoder, data.TrainImages).ToMatrix(), Trainer.Predict(model.Encoder, data.TestImages).ToMatrix());
        var random = new NumPyRandom(seed);
        var right = 0.0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var rows = Enumerable.Range(0, 10).SelectMany(digit =>
            {
                var own = Enumerable.Range(0, data.TrainLabels.Length).Where(i => data.TrainLabels[i] == digit).ToArray();
                return random.Permutation(own.Length).Take(PerClass).Select(i => own[i]);
            }).ToArray();
            var labelled = Matrix<double>.Build.DenseOfRowVectors(rows.Select(codes.Row));
            var squares = labelled.PointwisePower(2).RowSums();
            var products = queries * labelled.Transpose();
            for (var i = 0; i < queries.RowCount; i++)
            {
                var nearest = Enumerable.Range(0, rows.Length).MinBy(j => squares[j] - 2 * products[i, j]);
                right += data.TrainLabels[rows[nearest]] == data.TestLabels[i] ? 1 : 0;
            }
        }
        return right / Draws / queries.RowCount;
    }

    private static void Linear(List<(string, double, double, double)> results)
    {
        var x = CentredCloud();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (excess, angle) = LinearAgainstPca(x, seed);
            results.Add(($"linear, seed {seed}, squared error beside that of PCA with 2 components", excess, 1, 1.05));
            results.Add(($"linear, seed {seed}, largest angle to the principal plane in degrees", angle, 0, 2));
        }
    }

    /// <summary>The lecture's cloud of 60 points in space, centred.</summary>
    public static Matrix<double> CentredCloud()
    {
        var x = Golden.Load("lecture_data3d_seed4")["X"].Matrix;
        var means = x.ColumnSums() / x.RowCount;
        return x.MapIndexed((_, j, value) => value - means[j]);
    }

    /// <summary>The error of a trained linear autoencoder relative to that of PCA, and the largest angle between their planes.</summary>
    public static (double Excess, double Degrees) LinearAgainstPca(Matrix<double> x, long seed)
    {
        var model = new LinearAutoencoder(3, 2, seed);
        var data = x.ToTensor();
        Trainer.Fit(model, data, data, optim.SGD(model.parameters(), 0.5), nn.MSELoss(), epochs: 1500, batchSize: 60, seed: seed, live: false);
        var pca = new Pca(2).Fit(x);
        var best = (x - pca.InverseTransform(pca.Transform(x))).PointwisePower(2).ColumnSums().Sum() / x.RowCount / x.ColumnCount;
        var angles = PrincipalAngles.Between(((TorchSharp.Modules.Linear)model.Decoder).weight!.ToMatrix(), pca.Components.Transpose());
        return (Trainer.Evaluate(model, data, data, nn.MSELoss()) / best, angles.Maximum() * 180 / Math.PI);
    }
}
