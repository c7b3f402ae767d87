using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Batches of a data set, in order or shuffled: with a seed in the same order for each pass, without one anew.</summary>
/// <typeparam name="T">A sample.</typeparam>
/// <typeparam name="S">A batch.</typeparam>
public class DataLoader<T, S> : IDisposable, IEnumerable<S>
{
    private readonly bool _shuffle;
    private readonly int? _seed;
    private readonly IEnumerable<long>? _order;
    private readonly torch.Generator? _generator;

    /// <summary>Batches in order, or shuffled: with a seed in the same order for each pass, without one anew.</summary>
    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, (IEnumerable<long>?)null, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
        (_shuffle, _seed) = (shuffle, seed);
        if (shuffle && seed is null) _generator = new torch.Generator(torch.Generator.Default.Bits32());
    }

    /// <summary>Batches in an order of one's own.</summary>
    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long>? shuffler, Device? device = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate_fn);
        torch.RequireCpu(device);
        if (batchSize < 1) throw new ArgumentException($"a batch has at least one sample, not {batchSize}", nameof(batchSize));
        (this.dataset, batch_size, this.collate_fn, _order, Device) = (dataset, batchSize, collate_fn, shuffler, device ?? torch.CPU);
        (num_workers, this.drop_last, DisposeBatch, DisposeDataset) = (num_worker, drop_last, disposeBatch, disposeDataset);
    }

    /// <summary>The samples.</summary>
    public torch.utils.data.Dataset<T> dataset { get; }

    /// <summary>Samples in a batch.</summary>
    public int batch_size { get; }

    /// <summary>Makes a batch of samples.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>Where batches are.</summary>
    public Device Device { get; }

    /// <summary>As given; batches are made as they are asked for.</summary>
    public int num_workers { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool drop_last { get; }

    /// <summary>Whether a batch is disposed when the next is taken.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the data set is disposed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>The number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>One pass.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        long[] order = Order();
        for (int at = 0; at < order.Length; at += batch_size)
        {
            int n = Math.Min(batch_size, order.Length - at);
            if (n < batch_size && drop_last) yield break;
            var (batch, tensors) = Make(order.AsSpan(at, n).ToArray());
            try
            {
                yield return batch;
            }
            finally
            {
                if (DisposeBatch) foreach (var t in tensors) t.Dispose();
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (S Batch, IReadOnlyList<Tensor> Tensors) Make(long[] indices)
    {
        if (dataset is TensorDataset rows && typeof(S) == typeof(IList<Tensor>) && IsPlain)
        {
            var gathered = rows.Gather(indices);
            return ((S)(object)gathered, Owned(gathered));
        }
        using var scope = torch.NewDisposeScope();
        var batch = collate_fn(indices.Select(dataset.GetTensor), Device);
        IReadOnlyList<Tensor> tensors = batch switch
        {
            Tensor t => [t],
            IEnumerable<Tensor> list => [.. list],
            IReadOnlyDictionary<string, Tensor> map => [.. map.Values],
            _ => [],
        };
        foreach (var t in tensors) scope.MoveToOuter(t);
        return (batch, Owned(tensors));
    }

    /// <summary>True if the loader stacks samples itself.</summary>
    private protected virtual bool IsPlain => false;

    /// <summary>Batches that the loader disposes belong to no scope.</summary>
    private IReadOnlyList<Tensor> Owned(IReadOnlyList<Tensor> tensors)
    {
        if (DisposeBatch) foreach (var t in tensors) t.DetachFromDisposeScope();
        return tensors;
    }

    private long[] Order()
    {
        if (_order is not null) return [.. _order];
        long[] order = new long[dataset.Count];
        if (_shuffle && _seed is { } seed) Shuffle(order, seed);
        else if (_shuffle) Distributions.Permutation(order, _generator!);
        else for (int i = 0; i < order.Length; i++) order[i] = i;
        return order;
    }

    /// <summary>The order that a seed gives, by R. Fisher and F. Yates, from inside out.</summary>
    private static void Shuffle(long[] order, int seed)
    {
        var random = new Random(seed);
        for (long i = 0; i < order.Length; i++)
        {
            long high = (long)random.Next() << 32, place = (high + random.Next()) % (i + 1);
            order[i] = order[place];
            order[place] = i;
        }
    }

    /// <summary>Disposes the data set, if it is the loader's to dispose.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the data set, if it is the loader's to dispose.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        if (DisposeDataset) dataset.Dispose();
        _generator?.Dispose();
    }
}

/// <summary>Batches of samples with names: of each name a tensor with one more dimension.</summary>
public class DataLoader : DataLoader<Dictionary<string, Tensor>, Dictionary<string, Tensor>>
{
    /// <summary>Batches in order, or shuffled: with a seed in the same order for each pass, without one anew.</summary>
    public DataLoader(torch.utils.data.Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false,
        bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Batches in an order of one's own.</summary>
    public DataLoader(torch.utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false,
        bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static Dictionary<string, Tensor> Collate(IEnumerable<Dictionary<string, Tensor>> samples, Device device)
    {
        var list = samples.ToList();
        return list[0].Keys.ToDictionary(k => k, k => torch.stack(list.Select(s => s[k])));
    }
}

/// <summary>Batches of samples without names: of each tensor one with one more dimension.</summary>
public class IterableDataLoader : DataLoader<IList<Tensor>, IList<Tensor>>
{
    /// <summary>Batches in order, or shuffled: with a seed in the same order for each pass, without one anew.</summary>
    public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false,
        bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Batches in an order of one's own.</summary>
    public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false,
        bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private protected override bool IsPlain => true;

    private static IList<Tensor> Collate(IEnumerable<IList<Tensor>> samples, Device device)
    {
        var list = samples.ToList();
        return [.. Enumerable.Range(0, list[0].Count).Select(i => torch.stack(list.Select(s => s[i])))];
    }
}
