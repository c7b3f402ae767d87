namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an indexing: a number, a range, a tensor, all of a dimension, or a new dimension.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            IsOf = kind;
            (Start, Stop, Step, Indices) = (start, stop, step, tensor);
        }

        internal enum IndexKind { Null, Ellipsis, Number, Range, Tensor, Truth }

        internal IndexKind IsOf { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Indices { get; }

        /// <summary>As many whole dimensions as are not named.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = new(IndexKind.Null);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new(IndexKind.Null);

        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = new(IndexKind.Range);

        /// <summary>A range; what is null reaches to the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Range, start, stop, step);

        /// <summary>A range; what is null reaches to the end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => new(IndexKind.Range, range.start, range.end);

        /// <summary>A range.</summary>
        public static TensorIndex Slice(Range range) =>
            new(IndexKind.Range, FromEnd(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : FromEnd(range.End));

        /// <summary>One index; the dimension disappears.</summary>
        public static TensorIndex Single(long? index) => new(IndexKind.Number, index);

        /// <summary>A new dimension of size 1 (true) or 0 (false).</summary>
        public static TensorIndex Bool(bool value) => new(IndexKind.Truth, value ? 1 : 0);

        /// <summary>Indices, or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        /// <summary>One index.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One index, perhaps from the end.</summary>
        public static implicit operator TensorIndex(System.Index index) => Single(FromEnd(index));

        /// <summary>A range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A range; what is null reaches to the end.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        private static long FromEnd(System.Index index) => index.IsFromEnd ? -(long)index.Value : index.Value;
    }

    public partial class Tensor
    {
        /// <summary>A slice of the first dimension, as a view; set: its values.</summary>
        public Tensor this[long i1] { get => Picked([i1]); set => Place(Picked([i1]), value); }

        /// <summary>A part by one index for each leading dimension, as a view; set: its values.</summary>
        public Tensor this[long i1, long i2] { get => Picked([i1, i2]); set => Place(Picked([i1, i2]), value); }

        /// <inheritdoc cref="this[long, long]"/>
        public Tensor this[long i1, long i2, long i3] { get => Picked([i1, i2, i3]); set => Place(Picked([i1, i2, i3]), value); }

        /// <inheritdoc cref="this[long, long]"/>
        public Tensor this[long i1, long i2, long i3, long i4] { get => Picked([i1, i2, i3, i4]); set => Place(Picked([i1, i2, i3, i4]), value); }

        /// <inheritdoc cref="this[long, long]"/>
        public Tensor this[params long[] indices] { get => Picked(indices); set => Place(Picked(indices), value); }

        /// <summary>A part by indices, ranges (views), tensors of indices or masks (copies); set: its values.</summary>
        public Tensor this[params TensorIndex[] indices] { get => index(indices); set => index_put_(value, indices); }

        /// <summary>A part by tensors of indices or masks, a copy; set: its values.</summary>
        public Tensor this[params Tensor[] indices] { get => index(indices); set => index_put_(value, indices); }

        /// <summary>A part by indices, ranges (views), tensors of indices or masks (copies).</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var view = Basic(indices, out var tensors);
            if (tensors is null) return view;
            using (view) return Index.Get(view, tensors);
        }

        /// <summary>A part by tensors of indices or masks, a copy.</summary>
        public Tensor index(params Tensor[] indices) => Index.Get(this, indices);

        /// <summary>Sets a part. In place.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Sets a part, or adds to it. In place.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = Basic(indices, out var tensors);
            if (tensors is null && !accumulate)
            {
                Place(view, value);
                return this;
            }
            using var result = tensors is null ? Binary.Apply(BinaryKind.Add, view, value) : Index.Put(view, tensors, value, accumulate);
            ViewOps.Assign(view, result);
            return this;
        }

        /// <summary>Sets a part by tensors of indices or masks. In place.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <summary>Sets a part by tensors of indices or masks, or adds to it. In place.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            using var result = Index.Put(this, indices, value, accumulate);
            return ViewOps.Assign(this, result);
        }

        private static void Place(Tensor view, Tensor value)
        {
            // A value may have leading dimensions of size 1 more than its place.
            var fitting = value.alias();
            while (fitting._shape.Length > view._shape.Length && fitting._shape[0] == 1)
            {
                var next = fitting.squeeze(0);
                fitting.Dispose();
                fitting = next;
            }
            using (fitting) view.copy_(fitting);
        }

        private Tensor Picked(ReadOnlySpan<long> indices)
        {
            if (indices.Length > _shape.Length) throw Fail.Native($"{indices.Length} indices for a tensor with {_shape.Length} dimensions");
            if (indices.Length == 0) return alias();
            var y = ViewOps.Select(this, 0, indices[0]);
            for (int i = 1; i < indices.Length; i++)
            {
                var next = ViewOps.Select(y, 0, indices[i]);
                y.Dispose();
                y = next;
            }
            return y;
        }

        /// <summary>The view that numbers and ranges make, and the tensors of indices (null: there are none) by dimension of that view.</summary>
        private Tensor Basic(ReadOnlySpan<TensorIndex> indices, out List<Tensor?>? tensors)
        {
            int named = 0;
            foreach (var i in indices)
                named += i.IsOf switch
                {
                    TensorIndex.IndexKind.Number or TensorIndex.IndexKind.Range => 1,
                    TensorIndex.IndexKind.Tensor => i.Indices!._type == ScalarType.Bool ? i.Indices._shape.Length : 1,
                    _ => 0,
                };
            if (named > _shape.Length) throw Fail.Native($"{named} indices for a tensor with {_shape.Length} dimensions");
            tensors = null;
            var found = new List<Tensor?>();
            var view = alias();
            int d = 0;
            foreach (var i in indices)
            {
                Tensor next;
                switch (i.IsOf)
                {
                    case TensorIndex.IndexKind.Number:
                        next = ViewOps.Select(view, d, i.Start ?? throw new ArgumentException("an index is null"));
                        break;
                    case TensorIndex.IndexKind.Range:
                        next = ViewOps.Slice(view, d++, i.Start ?? 0, i.Stop ?? long.MaxValue, i.Step ?? 1);
                        found.Add(null);
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        for (int k = _shape.Length - named; k > 0; k--, d++) found.Add(null);
                        continue;
                    case TensorIndex.IndexKind.Tensor:
                        found.Add(i.Indices);
                        tensors = found;
                        d += i.Indices!._type == ScalarType.Bool ? i.Indices._shape.Length : 1;
                        continue;
                    case TensorIndex.IndexKind.Truth:
                        {
                            using var raised = view.unsqueeze(d);
                            next = ViewOps.Slice(raised, d++, 0, i.Start!.Value, 1);
                            found.Add(null);
                            break;
                        }
                    default:
                        next = view.unsqueeze(d++);
                        found.Add(null);
                        break;
                }
                view.Dispose();
                view = next;
            }
            return view;
        }
    }
}
