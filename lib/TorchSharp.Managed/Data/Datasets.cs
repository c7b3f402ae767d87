using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>What does not belong to one layer: data.</summary>
        public static partial class utils
        {
            /// <summary>Samples and batches of them.</summary>
            public static partial class data
            {
                /// <summary>Samples by number.</summary>
                public abstract class Dataset<T> : IDisposable
                {
                    /// <summary>The number of samples.</summary>
                    public abstract long Count { get; }

                    /// <summary>A sample.</summary>
                    public abstract T GetTensor(long index);

                    /// <summary>Gives up what the data hold.</summary>
                    public void Dispose()
                    {
                        Dispose(true);
                        GC.SuppressFinalize(this);
                    }

                    /// <summary>Gives up what the data hold.</summary>
                    protected virtual void Dispose(bool disposing)
                    {
                    }
                }

                /// <summary>Samples of several tensors with names.</summary>
                public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
                {
                }

                /// <summary>Samples of several tensors in a fixed order.</summary>
                public abstract class IterableDataset : Dataset<IList<Tensor>>
                {
                }

                /// <summary>Tensors side by side: sample i is the i-th slice of each.</summary>
                public static TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);

                /// <summary>Batches of a data set, in order or shuffled: with a seed in the same order for each pass, without one anew.</summary>
                /// <param name="dataset">The samples.</param>
                /// <param name="batchSize">Samples in a batch; the last may have fewer.</param>
                /// <param name="shuffle">Whether the order is random.</param>
                /// <param name="device">The processor.</param>
                /// <param name="seed">Of one order for all passes; with null each pass has its own, from the default generator.</param>
                /// <param name="num_worker">Batches are made as they are asked for, whatever this says.</param>
                /// <param name="drop_last">Whether to leave out a last batch that is not full.</param>
                /// <param name="disposeBatch">Whether a batch is disposed when the next is taken.</param>
                /// <param name="disposeDataset">Whether the data set is disposed with the loader.</param>
                public static IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
                    bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                    new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <summary>Batches of a data set in an order of one's own.</summary>
                public static IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
                    bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                    new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <inheritdoc cref="DataLoader(IterableDataset, int, bool, Device, int?, int, bool, bool, bool)"/>
                public static Modules.DataLoader DataLoader(Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
                    bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                    new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <inheritdoc cref="DataLoader(IterableDataset, int, IEnumerable{long}, Device, int, bool, bool, bool)"/>
                public static Modules.DataLoader DataLoader(Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
                    bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                    new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Tensors side by side: sample i is the i-th slice of each.</summary>
    public class TensorDataset : torch.utils.data.IterableDataset
    {
        private readonly Tensor[] _tensors;

        internal TensorDataset(Tensor[] tensors)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            if (tensors.Length == 0) throw new ArgumentException("a data set has at least one tensor", nameof(tensors));
            if (tensors.Any(t => t._shape.Length == 0 || t._shape[0] != tensors[0]._shape[0]))
                throw new ArgumentException($"all tensors have the same first size, and these have shapes {string.Join(", ", tensors.Select(t => $"[{string.Join(", ", t._shape)}]"))}", nameof(tensors));
            _tensors = [.. tensors.Select(Tensor.Hold)];
        }

        /// <inheritdoc/>
        public override long Count => _tensors[0]._shape[0];

        /// <summary>A sample.</summary>
        public IList<Tensor> this[long index] => GetTensor(index);

        /// <inheritdoc/>
        public override IList<Tensor> GetTensor(long index) => [.. _tensors.Select(t => t.select(0, index))];

        /// <summary>Several samples at once: the same as stacking them.</summary>
        internal List<Tensor> Gather(long[] indices)
        {
            using var guard = torch.no_grad();
            return [.. _tensors.Select(t => Index.Slices(t, 0, indices))];
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing) foreach (var t in _tensors) t.Dispose();
            base.Dispose(disposing);
        }
    }
}
