using Course.Autoencoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class TrainerTests
{
    // 37 samples in batches of 8: the last has 5.
    private const int Samples = 37, Features = 6;

    [Fact]
    public void Losses_are_means_per_sample_as_a_loop_by_hand_finds_them()
    {
        var (x, _) = Data();
        using var model = Small();
        using var copy = Small();
        var (mse, optimizer) = (nn.MSELoss(), optim.SGD(copy.parameters(), 0.1));

        var history = Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.1), mse, epochs: 3, batchSize: 8, shuffle: false, live: false, metrics: [Metric.RoundedAccuracy]);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            var (sum, hits) = (0.0, 0.0);
            for (var start = 0; start < Samples; start += 8)
            {
                var batch = x.narrow(0, start, Math.Min(8, Samples - start));
                optimizer.zero_grad();
                var output = copy.call(batch);
                var loss = mse.call(output, batch);
                loss.backward();
                optimizer.step();
                sum += loss.ToDouble() * batch.shape[0];
                hits += output.round().eq(batch.round()).sum().ToDouble();
            }
            history.Loss[epoch].ShouldBe(sum / Samples, 1e-15);
            history["rounded accuracy"].Training[epoch].ShouldBe(hits / (Samples * Features), 1e-7);
        }
        Same(model, copy);
        model.training.ShouldBeFalse();
        history.Epochs.ShouldBe(3);
        history.Samples.ShouldBe(Samples);
    }

    [Fact]
    public void Each_epoch_takes_every_sample_once_in_another_order()
    {
        var x = arange(Samples, dtype: float32).reshape(Samples, 1);
        var model = nn.Linear(1, 1);
        var seen = new List<float>();

        Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 1e-9), (output, target) =>
        {
            seen.AddRange(target.data<float>().ToArray());
            return nn.functional.mse_loss(output, target);
        }, epochs: 2, batchSize: 8, live: false);

        var (first, second) = (seen[..Samples], seen[Samples..]);
        first.Order().ShouldBe(Enumerable.Range(0, Samples).Select(i => (float)i));
        second.Order().ShouldBe(first.Order());
        first.ShouldNotBe([.. first.Order()]);
        second.ShouldNotBe(first);
    }

    [Fact]
    public void Targets_stay_with_their_inputs()
    {
        var x = arange(Samples, dtype: float32).reshape(Samples, 1);
        var model = nn.Linear(1, 1);

        var seen = new List<(float X, float Target)>();
        model.register_forward_pre_hook((_, input) =>
        {
            seen.AddRange(input.data<float>().ToArray().Select(value => (value, 0f)));
            return input;
        });

        Trainer.Fit(model, x, x * 2 + 1, optim.SGD(model.parameters(), 1e-9), (output, target) =>
        {
            var targets = target.data<float>().ToArray();
            for (var i = 0; i < targets.Length; i++)
                seen[^(targets.Length - i)] = (seen[^(targets.Length - i)].X, targets[i]);
            return nn.functional.mse_loss(output, target);
        }, epochs: 1, batchSize: 5, live: false);

        seen.Count.ShouldBe(Samples);
        seen.ShouldAllBe(pair => pair.Target == 2 * pair.X + 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_was_drawn_before()
    {
        var (x, _) = Data();

        Tensor[] Train(long seed)
        {
            var model = new DenoisingAutoencoder(nn.Dropout(0.5), Features, 5, 2, seed: 3);
            Trainer.Fit(model, x, x, optim.Adam(model.parameters(), 0.01), nn.BCELoss(), epochs: 3, batchSize: 8, seed: seed, live: false);
            return [.. model.parameters()];
        }

        manual_seed(1);
        var first = Train(7);
        var after = rand(3).data<float>().ToArray();
        manual_seed(1);
        rand(3).data<float>().ToArray().ShouldBe(after, "the default generator goes on as if there had been no training");
        manual_seed(99);
        Bits(Train(7)).ShouldBe(Bits(first));
        Bits(Train(8)).ShouldNotBe(Bits(first));
    }

    [Fact]
    public void Validation_and_baselines_are_those_of_the_data()
    {
        var (x, kept) = Data();
        using var model = Small();

        var history = Trainer.Fit(
            model, x, x, optim.SGD(model.parameters(), 0.1), nn.BCELoss(), epochs: 2, batchSize: 8, validation: (kept, kept), metrics: [Metric.RoundedAccuracy], live: false);

        history.ValidationLoss.Count.ShouldBe(2);
        history.ValidationLoss[^1].ShouldBe(Trainer.Evaluate(model, kept, kept, nn.BCELoss()), 1e-12);
        var accuracy = history["rounded accuracy"];
        accuracy.Validation[^1].ShouldBe(Trainer.Evaluate(model, kept, kept, Metric.RoundedAccuracy), 1e-12);
        accuracy.ValidationBaseline.ShouldBe(kept.data<float>().ToArray().Count(v => v <= 0.5) / (double)kept.numel(), 1e-6);
        accuracy.TrainingBaseline.ShouldBe(x.data<float>().ToArray().Count(v => v <= 0.5) / (double)x.numel(), 1e-6);
        history.ToString().ShouldContain("all background");
        accuracy.Plot().AltText.ShouldContain($"all background: {FormattableString.Invariant($"{accuracy.ValidationBaseline:F3}")}");
        history.ToTable().ColumnNames.ShouldBe(["loss", "validation loss", "rounded accuracy", "validation rounded accuracy", "seconds"]);
        history.ToTable()["validation loss"].ToArray().ShouldBe(history.ValidationLoss);
        history.Plot().AltText.ShouldContain("2 epochs");
        Should.Throw<ArgumentException>(() => history["accuracy"]).Message.ShouldContain("rounded accuracy");
    }

    [Fact]
    public void Early_stopping_waits_and_gives_back_the_best_parameters()
    {
        var (x, kept) = Data();
        var losses = new Queue<double>([5, 3, 4, 3.5, 3, 9, 9]);
        using var model = Small();
        var atBest = new List<float>();

        // The validation data are one batch: the loss there is what the queue says.
        var history = Trainer.Fit(
            model, x, x, optim.SGD(model.parameters(), 0.1),
            (output, target) => output.shape[0] != kept.shape[0] ? nn.functional.mse_loss(output, target) : tensor((float)losses.Dequeue()),
            epochs: 20, batchSize: 8, validation: (kept, kept), earlyStopping: new EarlyStopping(patience: 3),
            live: false, progress: new Told(p =>
            {
                if (p.Done == 2)
                    atBest.AddRange(Bits(model.parameters()));
            }));

        history.Epochs.ShouldBe(5);
        history.StoppedEarly.ShouldBeTrue();
        history.BestEpoch.ShouldBe(2);
        Bits(model.parameters()).ShouldBe(atBest);
        history.ToString().ShouldContain("best epoch 2");
    }

    [Fact]
    public void A_step_that_is_too_large_is_an_error_that_says_what_to_try()
    {
        var (x, _) = Data();
        using var model = new LinearAutoencoder(Features, 2);

        var error = Should.Throw<TrainingDivergedException>(() => Trainer.Fit(model, x * 100, x * 100, optim.SGD(model.parameters(), 1.5), nn.MSELoss(), epochs: 50, batchSize: 8, live: false));

        error.Message.ShouldContain("smaller learning rate (it is 1.5; try 0.5 or 0.1");
        error.History.Loss.ShouldAllBe(loss => double.IsFinite(loss));
    }

    [Fact]
    public void Growing_a_thousandfold_is_diverging_too()
    {
        var (x, _) = Data();
        using var model = Small();
        var scale = 1.0;

        var error = Should.Throw<TrainingDivergedException>(() => Trainer.Fit(
            model, x, x, optim.SGD(model.parameters(), 1e-9), (output, target) => nn.functional.mse_loss(output, target) * scale, epochs: 5, batchSize: 8, live: false,
            progress: new Told(p => scale = p.Done == 2 ? 1e4 : 1)));

        error.History.Epochs.ShouldBe(2);
        error.Message.ShouldContain("in epoch 3");
    }

    [Theory]
    [InlineData(true, "x holds entries")]
    [InlineData(false, "target holds entries")]
    public void Data_that_are_not_finite_are_named(bool inInput, string message)
    {
        var (x, _) = Data();
        var bad = x.clone();
        bad[5, 2] = float.NaN;
        using var model = Small();

        Should.Throw<TrainingDivergedException>(() => Trainer.Fit(
            model, inInput ? bad : x, inInput ? x : bad, optim.SGD(model.parameters(), 0.1), nn.MSELoss(), epochs: 2, batchSize: 8, live: false)).Message.ShouldContain(message);
    }

    [Fact]
    public void Cancelling_stops_between_steps()
    {
        var (x, _) = Data();
        using var model = Small();
        using var source = new CancellationTokenSource();
        var steps = 0;

        Should.Throw<OperationCanceledException>(() => Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.1), (output, target) =>
        {
            if (++steps == 7)
                source.Cancel();
            return nn.functional.mse_loss(output, target);
        }, epochs: 100, batchSize: 8, live: false, cancellationToken: source.Token));

        steps.ShouldBe(7);
        model.training.ShouldBeFalse();
    }

    [Fact]
    public void A_step_takes_no_array_of_its_own()
    {
        const int N = 512, P = 256, Batch = 64;
        var x = rand(N, P);
        using var model = new StackedAutoencoder(P, 64, 8);
        var optimizer = optim.Adam(model.parameters(), 1e-3);
        Trainer.Fit(model, x, x, optimizer, nn.BCELoss(), epochs: 2, batchSize: Batch, live: false);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Trainer.Fit(model, x, x, optimizer, nn.BCELoss(), epochs: 5, batchSize: Batch, live: false);

        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / (5.0 * N / Batch);
        perStep.ShouldBeLessThan(Batch * P * sizeof(float) / 2);
    }

    [Fact]
    public void Predictions_come_in_order_without_noise_and_leave_the_mode()
    {
        var x = rand(1203, Features);
        using var model = new DenoisingAutoencoder(new GaussianNoise(0.2), Features, 5, 2);

        var output = Trainer.Predict(model, x);
        var codes = Trainer.Predict(model.Encoder, x);

        model.training.ShouldBeTrue();
        output.requires_grad.ShouldBeFalse();
        model.eval();
        // All at once, the real TorchSharp rounds otherwise than in batches.
        (output - model.call(x)).abs().max().ToDouble().ShouldBeLessThan(1e-6);
        codes.shape.ShouldBe([1203, 2]);
    }

    [Fact]
    public void Predictions_and_evaluations_go_in_batches_and_can_be_stopped()
    {
        var x = rand(1203, Features);
        using var model = Small();
        Action<IProgress<FitProgress>?, CancellationToken>[] runs =
        [
            (p, t) => Trainer.Predict(model, x, p, t),
            (p, t) => Trainer.Evaluate(model, x, x, nn.MSELoss(), p, t),
            (p, t) => Trainer.Evaluate(model, x, x, (output, wanted) => nn.functional.mse_loss(output, wanted), p, t),
            (p, t) => Trainer.Evaluate(model, x, x, Metric.RoundedAccuracy, p, t),
        ];
        foreach (var run in runs)
        {
            var told = new List<int>();
            run(new Told(p => told.Add(p.Done)), default);
            told.ShouldBe([500, 1000, 1203]);

            using var source = new CancellationTokenSource();
            told.Clear();
            Should.Throw<OperationCanceledException>(() => run(new Told(p =>
            {
                told.Add(p.Done);
                source.Cancel();
            }), source.Token));
            told.ShouldBe([500]);
            model.training.ShouldBeTrue();
        }
    }

    [Fact]
    public void What_does_not_belong_together_is_refused_at_the_door()
    {
        var (x, kept) = Data();
        using var model = Small();
        using var other = Small();
        var optimizer = optim.SGD(model.parameters(), 0.1);
        void Fit(Tensor? input = null, Tensor? target = null, optim.Optimizer? with = null, int epochs = 1, int batchSize = 8, (Tensor, Tensor)? validation = null) =>
            Trainer.Fit(model, input ?? x, target ?? x, with ?? optimizer, nn.MSELoss(), epochs, batchSize, validation, live: false);

        Should.Throw<ArgumentException>(() => Fit(target: kept)).Message.ShouldStartWith("target has 11 samples but x has 37");
        Should.Throw<ArgumentException>(() => Fit(validation: (kept, x))).Message.ShouldStartWith("validation.Target has 37 samples but validation.X has 11");
        Should.Throw<ArgumentException>(() => Fit(input: zeros(0, Features), target: zeros(0, Features))).Message.ShouldContain("[0, 6]");
        Should.Throw<ArgumentException>(() => Fit(input: x.to_type(float64))).Message.ShouldContain("Float64");
        Should.Throw<ArgumentException>(() => Fit(with: optim.SGD(other.parameters(), 0.1))).Message.ShouldContain("none of the model's parameters");
        Should.Throw<ArgumentOutOfRangeException>(() => Fit(epochs: 0)).ParamName.ShouldBe("epochs");
        Should.Throw<ArgumentOutOfRangeException>(() => Fit(batchSize: 0)).ParamName.ShouldBe("batchSize");
        Should.Throw<ArgumentOutOfRangeException>(() => new EarlyStopping(0)).ParamName.ShouldBe("patience");
    }

    internal static (Tensor X, Tensor Kept) Data()
    {
        using var generator = new Generator(5);
        return (rand(Samples, Features, generator: generator), rand(11, Features, generator: generator));
    }

    internal static StackedAutoencoder Small() => new(Features, 5, 2, seed: 1);

    internal static float[] Bits(IEnumerable<Tensor> tensors) => [.. tensors.SelectMany(tensor => tensor.detach().contiguous().data<float>().ToArray())];

    private static void Same(nn.Module a, nn.Module b) => Bits(a.parameters()).ShouldBe(Bits(b.parameters()));

    internal sealed class Told(Action<FitProgress> tell) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => tell(value);
    }
}
