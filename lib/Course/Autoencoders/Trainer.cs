using TorchSharp;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Trains networks: batches in random order, losses and metrics, progress, early stopping, checkpoints.</summary>
public static class Trainer
{
    internal const int EvaluationBatch = 500;

    /// <summary>Trains a model: in each epoch all samples once, in a new random order, one step of the optimizer a batch.</summary>
    /// <remarks>
    /// <para>The model is in training mode meanwhile (noise and dropout act) and in evaluation mode afterwards.</para>
    /// <para>
    /// Order, noise and dropout of an epoch depend on <paramref name="seed"/> and the epoch's number alone: the same call on the same model gives the same
    /// parameters bit for bit, also when it is stopped and resumed in between. TorchSharp's default generator, of which there is one, is
    /// afterwards where it was before; so don't train on two threads at once.
    /// </para>
    /// <para>
    /// A checkpoint is written after each epoch, under another name and then moved, so that the file is whole whenever the process ends. It holds parameters,
    /// optimizer and history. It also belongs to its data and settings: <paramref name="resume"/> wants the same samples, batches and seed.
    /// </para>
    /// </remarks>
    /// <param name="model">From inputs to outputs.</param>
    /// <param name="x">Inputs: n samples along the first dimension, of the model's type.</param>
    /// <param name="target">What the outputs should be, n samples; for an autoencoder <paramref name="x"/> itself.</param>
    /// <param name="optimizer">Made from the model's parameters, <c>torch.optim.SGD(model.parameters(), 0.1)</c>.</param>
    /// <param name="loss">From outputs and targets to their mean loss, such as <c>torch.nn.BCELoss()</c>.</param>
    /// <param name="epochs">Epochs in all, 1 or more.</param>
    /// <param name="batchSize">Samples in a batch (default 32); the last has what is left.</param>
    /// <param name="validation">Inputs and targets kept aside, on which the model is judged after each epoch; default none.</param>
    /// <param name="metrics">What to measure besides the loss; default nothing.</param>
    /// <param name="earlyStopping">When to stop before the last epoch; default never.</param>
    /// <param name="checkpoint">A file that keeps the training after each epoch; default none.</param>
    /// <param name="resume">Whether to go on from the checkpoint if there is one; default false, which begins anew and overwrites it.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in a new random order (default) or as they are.</param>
    /// <param name="seed">For order, noise and dropout (default 0).</param>
    /// <param name="live">Whether to show a changing line under the notebook's cell or on the terminal (default true).</param>
    /// <param name="progress">Told of each epoch.</param>
    /// <param name="cancellationToken">Stops between steps. Interrupting the notebook's cell does too.</param>
    /// <returns>The history, including the epochs before a resumption.</returns>
    /// <exception cref="ArgumentException">Data, optimizer or model do not belong together; a number is out of its range.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite, or a thousand times larger than in the first epoch.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or of another training.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the model keeps what it has learnt, the checkpoint the last whole epoch.</exception>
    public static TrainingHistory Fit(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, optim.Optimizer optimizer, nn.Module<Tensor, Tensor, Tensor> loss,
        int epochs, int batchSize = 32, (Tensor X, Tensor Target)? validation = null, IReadOnlyList<Metric>? metrics = null,
        EarlyStopping? earlyStopping = null, string? checkpoint = null, bool resume = false, bool shuffle = true, long seed = 0,
        bool live = true, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Fit(
            model, x, target, optimizer, loss.call, epochs, batchSize, validation, metrics, earlyStopping, checkpoint, resume, shuffle, seed, live, progress, cancellationToken);
    }

    /// <inheritdoc cref="Fit(nn.Module{Tensor, Tensor}, Tensor, Tensor, optim.Optimizer, nn.Module{Tensor, Tensor, Tensor}, int, int, ValueTuple{Tensor, Tensor}?, IReadOnlyList{Metric}?, EarlyStopping?, string?, bool, bool, long, bool, IProgress{FitProgress}?, CancellationToken)"/>
    public static TrainingHistory Fit(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss,
        int epochs, int batchSize = 32, (Tensor X, Tensor Target)? validation = null, IReadOnlyList<Metric>? metrics = null,
        EarlyStopping? earlyStopping = null, string? checkpoint = null, bool resume = false, bool shuffle = true, long seed = 0,
        bool live = true, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        RequirePairs(x, target, nameof(x), nameof(target));
        if (validation is { } kept)
            RequirePairs(kept.X, kept.Target, "validation.X", "validation.Target");
        Guard.Count(epochs, 1, nameof(epochs), "epochs");
        Guard.Count(batchSize, 1, nameof(batchSize), "samples in a batch");
        if (resume && checkpoint is null)
            throw new ArgumentException("resume is true, but no checkpoint is named to go on from; pass checkpoint: \"training.checkpoint\".", nameof(checkpoint));
        RequireTogether(model, optimizer, x);

        using var training = new Training(model, x, target, optimizer, loss, epochs, batchSize, validation, metrics ?? [], earlyStopping, checkpoint, shuffle, seed);
        return training.Run(resume, live, progress, cancellationToken);
    }

    /// <summary>The mean loss per sample of a model as it is now, in evaluation mode: without noise and dropout.</summary>
    /// <param name="model">From inputs to outputs.</param>
    /// <param name="x">Inputs: n samples along the first dimension.</param>
    /// <param name="target">What the outputs should be, n samples.</param>
    /// <param name="loss">From outputs and targets to their mean loss.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ArgumentException">There is no sample, or the numbers of samples differ.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double Evaluate(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, nn.Module<Tensor, Tensor, Tensor> loss, IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Evaluate(model, x, target, loss.call, progress, cancellationToken);
    }

    /// <inheritdoc cref="Evaluate(nn.Module{Tensor, Tensor}, Tensor, Tensor, nn.Module{Tensor, Tensor, Tensor}, IProgress{FitProgress}?, CancellationToken)"/>
    public static double Evaluate(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss, IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Evaluate(model, x, target, (output, wanted) => loss(output, wanted).ToDouble(), progress, cancellationToken);
    }

    /// <summary>A metric of a model as it is now, in evaluation mode.</summary>
    /// <param name="model">From inputs to outputs.</param>
    /// <param name="x">Inputs: n samples along the first dimension.</param>
    /// <param name="target">What the outputs should be, n samples.</param>
    /// <param name="metric">What to measure.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ArgumentException">There is no sample, or the numbers of samples differ.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double Evaluate(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, Metric metric, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Evaluate(model, x, target, metric.Measure, progress, cancellationToken);
    }

    /// <summary>The outputs of a model in evaluation mode, computed batch by batch and not recorded for gradients.</summary>
    /// <param name="model">From inputs to outputs: an autoencoder, or its encoder for the codes.</param>
    /// <param name="x">Inputs: n samples along the first dimension.</param>
    /// <param name="progress">Told of each batch of samples.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>n outputs along the first dimension.</returns>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Tensor Predict(nn.Module<Tensor, Tensor> model, Tensor x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireSamples(x, nameof(x));
        using var outer = NewDisposeScope();
        using var guard = no_grad();
        using var mode = new EvaluationMode(model);
        Tensor? result = null;
        for (long start = 0; start < x.shape[0]; start += EvaluationBatch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(EvaluationBatch, x.shape[0] - start);
            var output = model.call(x.narrow(0, start, count));
            if (result is null)
            {
                long[] shape = [x.shape[0], .. output.shape[1..]];
                result = empty(shape, output.dtype).MoveToOuterDisposeScope();
            }
            result.narrow(0, start, count).copy_(output);
            progress?.Report(new FitProgress("Predictions", (int)(start + count), (int)x.shape[0]));
        }
        return result!.MoveToOuterDisposeScope();
    }

    /// <summary>Mean over the samples of what is measured batch by batch.</summary>
    internal static double Evaluate(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, Func<Tensor, Tensor, double> measure, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequirePairs(x, target, nameof(x), nameof(target));
        using var guard = no_grad();
        using var mode = new EvaluationMode(model);
        return MeanOverBatches(x, target, (input, wanted) => measure(model.call(input), wanted), progress, cancellationToken);
    }

    /// <summary>Mean over the samples of what is measured batch by batch.</summary>
    internal static double MeanOverBatches(
        Tensor x, Tensor target, Func<Tensor, Tensor, double> measure, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var (n, sum) = (x.shape[0], 0.0);
        for (long start = 0; start < n; start += EvaluationBatch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(EvaluationBatch, n - start);
            sum += count * measure(x.narrow(0, start, count), target.narrow(0, start, count));
            progress?.Report(new FitProgress("Evaluation", (int)(start + count), (int)n));
        }
        return sum / n;
    }

    private static void RequireSamples(Tensor x, string name)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        if (x.shape.Length < 2 || x.shape.Contains(0))
            throw new ArgumentException($"{name} has the shape {TensorBridge.Shape(x.shape)}; it should hold at least one sample along its first dimension, as n x p.", name);
    }

    private static void RequirePairs(Tensor x, Tensor target, string name, string targetName)
    {
        RequireSamples(x, name);
        RequireSamples(target, targetName);
        if (x.shape[0] != target.shape[0])
            throw new ArgumentException(Guard.Text($"{targetName} has {target.shape[0]} samples but {name} has {x.shape[0]}; they should come in pairs."), targetName);
    }

    // Two slips that otherwise show as a loss that stays as it is, or as an error deep inside a layer.
    private static void RequireTogether(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Tensor x)
    {
        var held = new HashSet<Tensor>(optimizer.parameters(), ReferenceEqualityComparer.Instance);
        var any = false;
        foreach (var parameter in model.parameters())
        {
            any |= held.Contains(parameter);
            if (x.is_floating_point() && parameter.dtype != x.dtype)
                throw new ArgumentException($"x is of type {x.dtype}, the model's parameters of {parameter.dtype}; convert the data with x.to_type(torch.float32), or the model with model.to(torch.float64) before its optimizer is made.", nameof(x));
        }
        if (!any)
            throw new ArgumentException("optimizer holds none of the model's parameters, so the model would stay as it is. Was the model made anew? Then make its optimizer anew too: torch.optim.SGD(model.parameters(), 0.1).", nameof(optimizer));
    }

    private sealed class EvaluationMode : IDisposable
    {
        private readonly nn.Module _model;
        private readonly bool _training;

        public EvaluationMode(nn.Module model)
        {
            (_model, _training) = (model, model.training);
            model.eval();
        }

        public void Dispose() => _model.train(_training);
    }
}
