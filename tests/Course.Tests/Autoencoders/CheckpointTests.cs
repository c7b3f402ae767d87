using System.Diagnostics;
using Course.Autoencoders;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class CheckpointTests : IDisposable
{
    private const int Forever = 1_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("course-checkpoint-").FullName;

    private string File => Path.Combine(_folder, "training.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Three_epochs_and_three_resumed_are_six_bit_for_bit()
    {
        var whole = Train(6, null, resume: false);

        Train(3, File, resume: false).History.Epochs.ShouldBe(3);
        var (history, parameters) = Train(6, File, resume: true);

        parameters.ShouldBe(whole.Parameters);
        history.Loss.ShouldBe(whole.History.Loss);
        history.ValidationLoss.ShouldBe(whole.History.ValidationLoss);
        history["rounded accuracy"].Training.ShouldBe(whole.History["rounded accuracy"].Training);
        history.BestEpoch.ShouldBe(whole.History.BestEpoch);
        history.Seconds.Count.ShouldBe(6);
    }

    [Fact]
    public void A_cancelled_epoch_is_done_again_from_its_beginning()
    {
        var whole = Train(4, null, resume: false);
        using var source = new CancellationTokenSource();
        var (epochs, steps) = (0, 0);

        Should.Throw<OperationCanceledException>(() => Train(4, File, resume: false, new TrainerTests.Told(p => epochs = p.Done), () =>
        {
            // In the middle of the third epoch.
            if (epochs == 2 && ++steps == 2)
                source.Cancel();
        }, cancellation: source.Token));

        Train(4, File, resume: true).Parameters.ShouldBe(whole.Parameters);
    }

    [Fact]
    public void What_is_finished_is_not_trained_further()
    {
        var first = Train(3, File, resume: false);

        Train(3, File, resume: true).Parameters.ShouldBe(first.Parameters);
        Train(2, File, resume: false).History.Epochs.ShouldBe(2, "without resume it begins anew");
    }

    [Fact]
    public void The_best_parameters_survive()
    {
        var stopping = new EarlyStopping(patience: 2);
        var (x, kept) = TrainerTests.Data();

        float[] Fit(int[] until)
        {
            float[] parameters = [];
            foreach (var epochs in until)
            {
                var model = TrainerTests.Small();
                // A rate at which the loss soon rises again.
                Trainer.Fit(model, x, x, optim.Adam(model.parameters(), 0.4), nn.BCELoss(), epochs, 8, (kept, kept), earlyStopping: stopping, checkpoint: File, resume: epochs != until[0], live: false);
                parameters = TrainerTests.Bits(model.parameters());
            }
            return parameters;
        }

        Fit([2, 3, 30]).ShouldBe(Fit([30]));
    }

    [Fact]
    public void Another_training_or_model_is_refused()
    {
        Train(1, File, resume: false);
        var (x, _) = TrainerTests.Data();
        using var wider = new StackedAutoencoder(6, 7, 2);
        using var same = TrainerTests.Small();

        Should.Throw<InvalidDataException>(() => Trainer.Fit(same, x, x, optim.Adam(same.parameters()), nn.BCELoss(), 2, batchSize: 9, checkpoint: File, resume: true, live: false))
            .Message.ShouldContain("the shape of the validation data is [11, 6] there and none here");
        Should.Throw<InvalidDataException>(() => Fit(wider)).Message.ShouldContain("another model");
        Should.Throw<ArgumentException>(() => Trainer.Fit(same, x, x, optim.Adam(same.parameters()), nn.BCELoss(), 2, resume: true, live: false)).ParamName.ShouldBe("checkpoint");

        void Fit(Autoencoder model)
        {
            var (data, kept) = TrainerTests.Data();
            Trainer.Fit(model, data, data, optim.Adam(model.parameters(), 0.01), nn.BCELoss(), 2, 8, (kept, kept), [Metric.RoundedAccuracy], checkpoint: File, resume: true, seed: 5, live: false);
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_before_anything_changes()
    {
        Train(1, File, resume: false);
        var bytes = System.IO.File.ReadAllBytes(File);

        foreach (var length in new[] { 0, 10, 40, bytes.Length / 2, bytes.Length - 1 })
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            Should.Throw<InvalidDataException>(() => Train(2, File, resume: true)).Message.ShouldContain("begin anew");
        }
        foreach (var place in new[] { 0, 22, 40, 70, bytes.Length / 2, bytes.Length - 1 })
        {
            var changed = bytes.ToArray();
            changed[place] ^= 0x10;
            System.IO.File.WriteAllBytes(File, changed);
            Should.Throw<InvalidDataException>(() => Train(2, File, resume: true)).Message.ShouldContain("begin anew");
        }
    }

    [Fact]
    public void Killed_at_any_moment_it_goes_on_as_if_nothing_had_happened()
    {
        foreach (var milliseconds in new[] { 0, 7, 31, 64 })
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [typeof(CheckpointTests).Assembly.Location, Program.TrainUntilKilled, File]) { RedirectStandardOutput = true })!;
            try
            {
                // It has resumed and is writing.
                child.StandardOutput.ReadLine().ShouldBe("epoch");
                child.StandardOutput.ReadLine().ShouldBe("epoch");
                Thread.Sleep(milliseconds);
            }
            finally
            {
                child.Kill();
                child.WaitForExit();
            }
        }

        var reached = 0;
        Train(Forever, File, resume: true, new TrainerTests.Told(p =>
        {
            reached = p.Done;
            throw new OperationCanceledException();
        }), expectCancelled: true);
        reached.ShouldBeGreaterThan(8);
        Train(reached + 2, File, resume: true).Parameters.ShouldBe(Train(reached + 2, null, resume: false).Parameters);
    }

    /// <summary>What the process does that the test kills.</summary>
    internal static void TrainUntilKilled(string file) => Train(Forever, file, resume: true, new TrainerTests.Told(_ =>
    {
        Console.Out.WriteLine("epoch");
        Console.Out.Flush();
    }));

    private static (TrainingHistory History, float[] Parameters) Train(
        int epochs, string? checkpoint, bool resume, IProgress<FitProgress>? progress = null, Action? eachStep = null, bool expectCancelled = false, CancellationToken cancellation = default)
    {
        var (x, kept) = TrainerTests.Data();
        using var model = new DenoisingAutoencoder(new GaussianNoise(0.2), 6, 5, 2, seed: 1);
        TrainingHistory? history = null;
        try
        {
            history = Trainer.Fit(
                model, x, x, optim.Adam(model.parameters(), 0.01), (output, target) =>
                {
                    eachStep?.Invoke();
                    return nn.functional.binary_cross_entropy(output, target);
                },
                epochs, 8, (kept, kept), [Metric.RoundedAccuracy], checkpoint: checkpoint, resume: resume, seed: 5, live: false, progress: progress, cancellationToken: cancellation);
        }
        catch (OperationCanceledException) when (expectCancelled)
        {
        }
        return (history!, TrainerTests.Bits(model.parameters()));
    }
}
