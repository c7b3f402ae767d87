namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements under another shape; one size may be -1. A view where that needs no copy.</summary>
        public Tensor reshape(params long[] shape) => Reshaped(shape);

        /// <summary>The elements under another shape; one size may be -1. Always a view.</summary>
        public Tensor view(params long[] shape) => Viewed(shape);

        /// <summary>Dimensions from start to end made into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Flattened(start_dim, end_dim);

        /// <summary>One dimension made into several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Unflattened(dim, sizes);

        /// <summary>Two dimensions exchanged; a view.</summary>
        public Tensor transpose(long dim0, long dim1) => Exchanged(dim0, dim1);

        /// <summary>A matrix transposed; a view.</summary>
        public Tensor t() => _shape.Length > 2 ? throw Fail.Native($"t() transposes a matrix, and this tensor has {_shape.Length} dimensions: name two with transpose") : _shape.Length < 2 ? alias() : transpose(0, 1);

        /// <summary>The dimensions in another order; a view.</summary>
        public Tensor permute(params long[] permutation) => ViewOps.Permute(this, permutation);

        /// <summary>The dimensions in another order; a view.</summary>
        public Tensor permute(IEnumerable<long> permutation) => ViewOps.Permute(this, permutation.ToArray());

        /// <summary>This tensor if its elements lie in row-major order, else a copy in which they do.</summary>
        public Tensor contiguous() => _rowMajor ? alias() : clone();

        /// <summary>A new dimension of size 1; a view.</summary>
        public Tensor unsqueeze(long dim) => Raised(dim);

        /// <summary>Without the dimensions of size 1, or without one of them; a view.</summary>
        public Tensor squeeze(long? dim = null) => Lowered(dim);

        /// <summary>Dimensions of size 1 stretched without copying; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => ViewOps.Expand(this, sizes);

        /// <summary>Dimensions of size 1 stretched without copying; -1 keeps a size.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => ViewOps.Expand(this, sizes);

        /// <summary>Dimensions of size 1 stretched without copying; -1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => ViewOps.Expand(this, sizes);

        /// <summary>Stretched to the shape of another tensor, without copying.</summary>
        public Tensor expand_as(Tensor other) => ViewOps.Expand(this, other._shape);

        /// <summary>A stretch of one dimension; a view.</summary>
        public Tensor narrow(long dim, long start, long length) => Narrowed(dim, start, length);

        /// <summary>Every step-th element of a dimension from start up to (not with) finish; a view.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => ViewOps.Slice(this, Shapes.Dim(dim, _shape.Length), start, finish, step);

        /// <summary>One slice of a dimension, which disappears; a view.</summary>
        public Tensor select(long dim, long index) => ViewOps.Select(this, Shapes.Dim(dim, _shape.Length), index);

        /// <summary>Pieces of equal size along a dimension, the last perhaps smaller; views.</summary>
        public Tensor[] split(long size, int dim = 0) => Pieces(size, dim);

        /// <summary>Pieces of the given sizes along a dimension; views.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Pieces(sizes, dim);

        /// <summary>Pieces of the given sizes along a dimension; views.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Pieces(sizes, dim);

        /// <summary>Pieces of the given sizes along the first dimension; views.</summary>
        public Tensor[] split(params long[] sizes) => Pieces(sizes, 0);

        /// <summary>At most this number of pieces of equal size along a dimension; views.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Chunks(chunks, dim);

        /// <summary>All slices of a dimension; views.</summary>
        public Tensor[] unbind(long dimension = 0) => Unbound(dimension);

        /// <summary>Repeated as a tile, so many times along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Join.Repeat(this, sizes);

        /// <summary>The order along dimensions reversed.</summary>
        public Tensor flip(params long[] dims) => Join.Flip(this, dims);

        /// <summary>Elements moved along; what leaves at the end comes in at the front. Without dimension in row-major order.</summary>
        public Tensor roll(long shifts, long? dims = null) => Join.Roll(this, [shifts], dims is null ? [] : [dims.Value]);

        /// <summary>Elements moved along several dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Join.Roll(this, shifts, dims);

        /// <summary>A copy of the values, part of the same history.</summary>
        public Tensor clone() => Cloned();

        /// <summary>Sets the values to those of another tensor, stretched and converted. In place.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Copied(source);

        /// <summary>Sets every element. In place.</summary>
        public Tensor fill_(Scalar value) => Filled(value.Value);

        /// <summary>Sets every element to 0. In place.</summary>
        public Tensor zero_() => Filled(0);

        /// <summary>The dimensions in reverse order; a view.</summary>
        public Tensor T => ViewOps.Permute(this, Enumerable.Range(0, _shape.Length).Select(i => (long)(_shape.Length - 1 - i)).ToArray());

        /// <summary>The last two dimensions exchanged; a view.</summary>
        public Tensor mT => transpose(-2, -1);

        private Tensor Reshaped(ReadOnlySpan<long> shape)
        {
            long[] full = Shapes.Infer(shape, _count, "reshape");
            if (ViewOps.Reshape(this, full) is { } y) return y;
            using var copy = clone();
            return ViewOps.Reshape(copy, full)!;
        }

        private Tensor Viewed(ReadOnlySpan<long> shape) => ViewOps.Reshape(this, Shapes.Infer(shape, _count, "view"))
            ?? throw Fail.Native($"view: the elements of a tensor of shape [{string.Join(", ", _shape)}] and strides [{string.Join(", ", _strides)}] do not lie so that they read as another shape; use reshape");

        private Tensor Flattened(long start, long end)
        {
            if (_shape.Length == 0) return Reshaped([1]);
            int a = Shapes.Dim(start, _shape.Length), b = Shapes.Dim(end, _shape.Length);
            if (a > b) throw Fail.Native($"flatten: the first dimension {a} lies behind the last {b}");
            return Reshaped([.. _shape.AsSpan(0, a), Shapes.Count(_shape.AsSpan(a, b - a + 1)), .. _shape.AsSpan(b + 1)]);
        }

        private Tensor Unflattened(long dim, long[] sizes)
        {
            int d = Shapes.Dim(dim, _shape.Length);
            long[] inner = Shapes.Infer(sizes, _shape[d], "unflatten");
            return Reshaped([.. _shape.AsSpan(0, d), .. inner, .. _shape.AsSpan(d + 1)]);
        }

        private Tensor Exchanged(long dim0, long dim1)
        {
            int a = Shapes.Dim(dim0, _shape.Length), b = Shapes.Dim(dim1, _shape.Length);
            if (_shape.Length == 0) return alias();
            long[] order = new long[_shape.Length];
            for (int i = 0; i < order.Length; i++) order[i] = i == a ? b : i == b ? a : i;
            return ViewOps.Permute(this, order);
        }

        private Tensor Raised(long dim)
        {
            int d = Shapes.Dim(dim, _shape.Length + 1);
            return ViewOps.Reshape(this, [.. _shape.AsSpan(0, d), 1, .. _shape.AsSpan(d)])!;
        }

        private Tensor Lowered(long? dim)
        {
            if (dim is null) return ViewOps.Reshape(this, [.. _shape.Where(s => s != 1)])!;
            int d = Shapes.Dim(dim.Value, _shape.Length);
            return _shape.Length == 0 || _shape[d] != 1 ? alias() : ViewOps.Reshape(this, [.. _shape.AsSpan(0, d), .. _shape.AsSpan(d + 1)])!;
        }

        private Tensor Narrowed(long dim, long start, long length)
        {
            int d = Shapes.Dim(dim, _shape.Length);
            if (_shape.Length == 0) throw Fail.Native("narrow: a tensor without dimensions has nothing to narrow");
            if (start < 0) start += _shape[d];
            if (start < 0 || length < 0 || start + length > _shape[d]) throw Fail.Native($"narrow: {length} elements from {start} on do not lie within a dimension of size {_shape[d]}");
            return ViewOps.Slice(this, d, start, start + length, 1);
        }

        private Tensor[] Pieces(long size, int dim)
        {
            int d = Shapes.Dim(dim, _shape.Length);
            if (size <= 0) throw Fail.Native($"split: the size of a piece is positive, not {size}");
            var pieces = new Tensor[Math.Max(1, (_shape[d] + size - 1) / size)];
            for (int i = 0; i < pieces.Length; i++) pieces[i] = ViewOps.Slice(this, d, i * size, Math.Min(_shape[d], (i + 1) * size), 1);
            return pieces;
        }

        private Tensor[] Pieces(ReadOnlySpan<long> sizes, long dim)
        {
            int d = Shapes.Dim(dim, _shape.Length);
            long total = 0;
            foreach (long s in sizes) total += s;
            if (total != _shape[d]) throw Fail.Native($"split: pieces of [{string.Join(", ", sizes.ToArray())}] do not make up a dimension of size {_shape[d]}");
            var pieces = new Tensor[sizes.Length];
            long at = 0;
            for (int i = 0; i < pieces.Length; at += sizes[i++]) pieces[i] = ViewOps.Slice(this, d, at, at + sizes[i], 1);
            return pieces;
        }

        private Tensor[] Chunks(long chunks, long dim)
        {
            if (chunks <= 0) throw Fail.Native($"chunk: the number of pieces is positive, not {chunks}");
            int d = Shapes.Dim(dim, _shape.Length);
            return Pieces(Math.Max(1, (_shape[d] + chunks - 1) / chunks), d);
        }

        private Tensor[] Unbound(long dim)
        {
            int d = Shapes.Dim(dim, _shape.Length);
            if (_shape.Length == 0) throw Fail.Native("unbind: a tensor without dimensions has no slices");
            var slices = new Tensor[_shape[d]];
            for (int i = 0; i < slices.Length; i++) slices[i] = ViewOps.Select(this, d, i);
            return slices;
        }

        private Tensor Cloned()
        {
            var y = Copy.Contiguous(this);
            return GradMode.Records(this) ? y.SetHistory(new ConvertNode(this)) : y;
        }

        private Tensor Copied(Tensor source)
        {
            ViewOps.RequireWritable(this);
            if (!Shapes.Same(Shapes.Broadcast("copy_", _shape, source._shape), _shape)) throw Fail.Shape("copy_", _shape, source._shape);
            if (ReferenceEquals(source.Storage, Storage))
            {
                using var apart = source.clone();
                return ViewOps.Assign(this, apart);
            }
            if (!GradMode.Records(this, source))
            {
                Copy.Values(source, this);
                Storage.Version++;
                return this;
            }
            using var typed = source._type == _type ? source.alias() : source.to(_type);
            using var wide = ViewOps.Expand(typed, _shape);
            return ViewOps.Assign(this, wide);
        }

        private Tensor Filled(Number value)
        {
            ViewOps.RequireWritable(this);
            if (GradMode.Records(this))
            {
                using var number = Make(value, _type);
                using var wide = ViewOps.Expand(number, _shape);
                var y = ViewOps.Assign(this, wide);
                if (_base is null && _gradFn is not null) detach_();
                return y;
            }
            Copy.Fill(this, value);
            Storage.Version++;
            return this;
        }
    }
}
