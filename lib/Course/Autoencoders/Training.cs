using System.Diagnostics;
using Course.Notebook;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>One training while it runs; <see cref="Trainer.Fit(nn.Module{Tensor, Tensor}, Tensor, Tensor, optim.Optimizer, Func{Tensor, Tensor, Tensor}, int, int, ValueTuple{Tensor, Tensor}?, IReadOnlyList{Metric}?, EarlyStopping?, string?, bool, bool, long, bool, IProgress{FitProgress}?, CancellationToken)"/>
/// is its door.</summary>
internal sealed class Training : IDisposable
{
    private const double Diverged = 1000;

    private readonly nn.Module<Tensor, Tensor> _model;
    private readonly Tensor _x, _target;
    private readonly optim.Optimizer _optimizer;
    private readonly Func<Tensor, Tensor, Tensor> _loss;
    private readonly int _epochs, _batchSize;
    private readonly (Tensor X, Tensor Target)? _validation;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly EarlyStopping? _earlyStopping;
    private readonly string? _checkpoint;
    private readonly bool _shuffle;
    private readonly long _seed;
    private readonly CheckpointFile? _file;

    // What a checkpoint keeps. A curve's list has one entry an epoch.
    private readonly List<double> _trainingLoss = [], _validationLoss = [], _seconds = [];
    private readonly List<double>[] _trainingMetrics, _validationMetrics;
    private readonly Dictionary<string, Tensor> _best = [];
    private double _bestLoss = double.PositiveInfinity;
    private int _bestEpoch;

    private readonly double[] _trainingBaselines, _validationBaselines, _metricSums;

    public Training(
        nn.Module<Tensor, Tensor> model, Tensor x, Tensor target, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, int epochs, int batchSize,
        (Tensor X, Tensor Target)? validation, IReadOnlyList<Metric> metrics, EarlyStopping? earlyStopping, string? checkpoint, bool shuffle, long seed)
    {
        (_model, _x, _target, _optimizer, _loss, _epochs, _batchSize) = (model, x, target, optimizer, loss, epochs, batchSize);
        (_validation, _metrics, _earlyStopping, _checkpoint, _shuffle, _seed) = (validation, metrics, earlyStopping, checkpoint, shuffle, seed);
        _file = checkpoint is null ? null : new CheckpointFile(checkpoint);
        _trainingMetrics = [.. metrics.Select(_ => new List<double>())];
        _validationMetrics = [.. metrics.Select(_ => new List<double>())];
        _metricSums = new double[metrics.Count];
        _trainingBaselines = Baselines(target);
        _validationBaselines = validation is { } kept ? Baselines(kept.Target) : [.. metrics.Select(_ => double.NaN)];
    }

    private int Done => _trainingLoss.Count;

    private int WithoutImprovement => Done - _bestEpoch;

    private bool IsOver => Done >= _epochs || StoppedEarly;

    private bool StoppedEarly => _earlyStopping is { } rule && Done > 0 && WithoutImprovement >= rule.Patience;

    public TrainingHistory Run(bool resume, bool live, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        if (resume && File.Exists(_checkpoint))
            Read(_checkpoint);
        var line = live ? Live.Start() : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, line?.Interrupted ?? default);
        using var random = new SeededRandom(_seed);
        try
        {
            while (!IsOver)
            {
                Epoch(line, stop.Token);
                Judge(stop.Token);
                if (_file is not null)
                    _file.Write(Write);
                progress?.Report(new FitProgress("epoch", Done, _epochs, _validationLoss.Count > 0 ? _validationLoss[^1] : _trainingLoss[^1]));
            }
            if (_earlyStopping is { RestoreBest: true })
                Restore();
        }
        finally
        {
            _model.eval();
        }
        var history = History();
        line?.Finish(history.ToString());
        return history;
    }

    public void Dispose()
    {
        foreach (var tensor in _best.Values)
            tensor.Dispose();
        _file?.Dispose();
    }

    private void Epoch(Live? line, CancellationToken stop)
    {
        SeededRandom.Start(_seed, Done + 1);
        _model.train();
        Array.Clear(_metricSums);
        using var scope = NewDisposeScope();
        var n = _x.shape[0];
        var order = _shuffle ? randperm(n) : null;
        var clock = Stopwatch.StartNew();
        var sum = 0.0;
        for (long start = 0; start < n; start += _batchSize)
        {
            stop.ThrowIfCancellationRequested();
            var count = Math.Min(_batchSize, n - start);
            var loss = Step(order, start, count);
            if (!double.IsFinite(loss))
                throw NotFinite(loss, start / _batchSize + 1);
            sum += loss * count;
            if (line is { IsDue: true })
                line.Update(Status(start + count, sum, clock.Elapsed.TotalSeconds));
        }
        var mean = sum / n;
        if (Done > 0 && mean > Diverged * _trainingLoss[0])
            throw Grown(mean);
        _seconds.Add(clock.Elapsed.TotalSeconds);
        _trainingLoss.Add(mean);
        for (var i = 0; i < _metrics.Count; i++)
            _trainingMetrics[i].Add(_metricSums[i] / n);
    }

    // What a step takes from memory it gives back at its end, so every step finds what the one before has used.
    private double Step(Tensor? order, long start, long count)
    {
        using var scope = NewDisposeScope();
        var rows = order?.narrow(0, start, count);
        var input = rows is null ? _x.narrow(0, start, count) : _x.index_select(0, rows);
        var target = ReferenceEquals(_x, _target) ? input : rows is null ? _target.narrow(0, start, count) : _target.index_select(0, rows);
        _optimizer.zero_grad();
        var output = _model.call(input);
        var loss = _loss(output, target);
        loss.backward();
        _optimizer.step();
        if (_metrics.Count > 0)
        {
            using var guard = no_grad();
            var result = output.detach();
            for (var i = 0; i < _metrics.Count; i++)
                _metricSums[i] += count * _metrics[i].Measure(result, target);
        }
        return loss.ToDouble();
    }

    // After an epoch: the validation data, and whether it was the best so far.
    private void Judge(CancellationToken stop)
    {
        if (_validation is { } kept)
        {
            using var guard = no_grad();
            _model.eval();
            Array.Clear(_metricSums);
            _validationLoss.Add(Trainer.MeanOverBatches(kept.X, kept.Target, (input, target) =>
            {
                var output = _model.call(input);
                for (var i = 0; i < _metrics.Count; i++)
                    _metricSums[i] += input.shape[0] * _metrics[i].Measure(output, target);
                return _loss(output, target).ToDouble();
            }, cancellationToken: stop));
            for (var i = 0; i < _metrics.Count; i++)
                _validationMetrics[i].Add(_metricSums[i] / kept.X.shape[0]);
        }
        var watched = _validation is null ? _trainingLoss[^1] : _validationLoss[^1];
        if (!double.IsFinite(watched))
            throw new TrainingDivergedException(Guard.Text($"The loss on the validation data is {watched} after epoch {Done}, though that on the training data is {_trainingLoss[^1]:G4}. Either the validation data hold entries that are not finite, or ") + Advice(), History());
        if (!(watched < _bestLoss - (_earlyStopping?.MinimumImprovement ?? 0)))
            return;
        (_bestLoss, _bestEpoch) = (watched, Done);
        if (_earlyStopping is { RestoreBest: true })
            Keep();
    }

    private void Keep()
    {
        using var guard = no_grad();
        foreach (var (name, tensor) in _model.state_dict())
        {
            if (_best.TryGetValue(name, out var kept))
                kept.copy_(tensor);
            else
                _best[name] = tensor.detach().clone().DetachFromDisposeScope();
        }
    }

    private void Restore()
    {
        using var guard = no_grad();
        foreach (var (name, tensor) in _model.state_dict())
            tensor.copy_(_best[name]);
    }

    private double[] Baselines(Tensor target)
    {
        using var guard = no_grad();
        return [.. _metrics.Select(metric => Trainer.MeanOverBatches(target, target, (_, wanted) => metric.Measure(metric.Baseline(wanted), wanted)))];
    }

    private TrainingHistory History() => new(
        [.. _trainingLoss], [.. _validationLoss],
        [.. _metrics.Select((metric, i) => new MetricHistory(
            metric.Name, metric.BaselineName, [.. _trainingMetrics[i]], [.. _validationMetrics[i]], _trainingBaselines[i], _validationBaselines[i]))],
        [.. _seconds], _x.shape[0], _bestEpoch, StoppedEarly);

    private string Status(long samples, double sum, double seconds)
    {
        var n = _x.shape[0];
        var rate = samples / Math.Max(seconds, 1e-9);
        var left = ((long)(_epochs - Done) * n - samples) / rate;
        var text = Guard.Text($"epoch {Done + 1} of {_epochs}, {100 * samples / n,3} %: loss {sum / samples:G4}");
        if (_validationLoss.Count > 0)
            text += Guard.Text($", validation loss {_validationLoss[^1]:G4}");
        return text + Guard.Text($"; {rate:N0} samples/s, {left:N0} s left");
    }

    private TrainingDivergedException NotFinite(double loss, long step)
    {
        var before = Done == 0 ? "" : Guard.Text($" (mean loss of the epoch before: {_trainingLoss[^1]:G4})");
        var text = Guard.Text($"The loss is {loss} in epoch {Done + 1}, step {step}{before}. ");
        if (!IsFinite(_x))
            return new(text + "The data cause it: x holds entries that are not finite. Drop or fill in such samples first.", History());
        if (!IsFinite(_target))
            return new(text + "The data cause it: target holds entries that are not finite. Drop or fill in such samples first.", History());
        return new(text + "Probably " + Advice(), History());
    }

    private TrainingDivergedException Grown(double mean) =>
        new(Guard.Text($"The training diverges: the mean loss is {mean:G4} in epoch {Done + 1} and was {_trainingLoss[0]:G4} in the first. Probably ") + Advice(), History());

    private string Advice()
    {
        var rate = _optimizer.ParamGroups.First().LearningRate;
        return Guard.Text($"steps are too large: make the model and its optimizer anew with a smaller learning rate (it is {rate}; try {rate / 3:G1} or {rate / 10:G1}), or use Adam; see also that the inputs are scaled, to [0, 1] or to variance 1. The model's parameters are of no use now.");
    }

    private static bool IsFinite(Tensor x)
    {
        using var scope = NewDisposeScope();
        return !x.is_floating_point() || double.IsFinite((x * 0).sum().ToDouble());
    }

    private void Write(BinaryWriter writer)
    {
        foreach (var (_, value) in Settings())
            writer.Write(value);
        foreach (var curve in Curves())
        {
            writer.Write(curve.Count);
            foreach (var value in curve)
                writer.Write(value);
        }
        writer.Write(_bestLoss);
        writer.Write(_bestEpoch);
        _model.save(writer);
        ((OptimizerHelper)_optimizer).save_state_dict(writer);
        writer.Write(_best.Count);
        foreach (var (name, tensor) in _best)
        {
            writer.Write(name);
            tensor.Save(writer);
        }
    }

    private void Read(string path)
    {
        using var reader = CheckpointFile.Read(path);
        foreach (var (name, value) in Settings())
            if (reader.ReadString() is var kept && kept != value)
                throw new InvalidDataException($"{path} is the checkpoint of another training: {name} is {kept} there and {value} here. Use the same, or name another file.");
        foreach (var curve in Curves())
        {
            curve.Clear();
            for (var left = reader.ReadInt32(); left > 0; left--)
                curve.Add(reader.ReadDouble());
        }
        _bestLoss = reader.ReadDouble();
        _bestEpoch = reader.ReadInt32();
        try
        {
            _model.load(reader);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{path} is the checkpoint of another model: {e.Message}", e);
        }
        ((OptimizerHelper)_optimizer).load_state_dict(reader);
        for (var left = reader.ReadInt32(); left > 0; left--)
            _best[reader.ReadString()] = Tensor.Load(reader).DetachFromDisposeScope();
    }

    private IEnumerable<List<double>> Curves() => [_trainingLoss, _validationLoss, _seconds, .. _trainingMetrics, .. _validationMetrics];

    // What must be the same for a training to go on as if it had never stopped.
    private (string Name, string Value)[] Settings() =>
    [
        ("the shape of x", TensorBridge.Shape(_x.shape)),
        ("the shape of target", TensorBridge.Shape(_target.shape)),
        ("the shape of the validation data", _validation is { } kept ? TensorBridge.Shape(kept.X.shape) : "none"),
        ("batchSize", Guard.Text($"{_batchSize}")),
        ("shuffle", _shuffle ? "true" : "false"),
        ("seed", Guard.Text($"{_seed}")),
        ("the optimizer", _optimizer.GetType().Name),
        ("the list of metrics", _metrics.Count == 0 ? "empty" : string.Join(", ", _metrics)),
        ("earlyStopping.RestoreBest", _earlyStopping is { RestoreBest: true } ? "true" : "false"),
    ];
}
