namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers of one type with any number of dimensions: the values, how they lie in memory, and, if asked,
    /// the record of how they were computed.
    /// </summary>
    /// <remarks>
    /// Several tensors may look at the same memory (<see cref="view"/>, slices, <see cref="transpose"/>): writing through one shows in
    /// all. <see cref="Dispose()"/> gives the memory back for reuse once no other tensor looks at it; a tensor that is never disposed is
    /// left to the garbage collector.
    /// </remarks>
    [TypeFormatterSource(typeof(TensorFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
    public partial class Tensor : IDisposable
    {
        private Storage? _storage;
        internal long[] _shape;
        internal long[] _strides;
        internal int _offset;
        internal int _count;
        internal ScalarType _type;
        internal bool _rowMajor;
        internal DisposeScope? _scope;

        /// <summary>Takes over one hold on the storage.</summary>
        internal Tensor(Storage storage, ScalarType type, long[] shape, long[] strides, long offset, bool rowMajor)
        {
            _storage = storage;
            _type = type;
            _shape = shape;
            _strides = strides;
            _offset = checked((int)offset);
            _count = checked((int)Shapes.Count(shape));
            _rowMajor = rowMajor;
            DisposeScope.Current?.Add(this);
        }

        /// <summary>A tensor that shares the other's memory, with a hold of its own and no history.</summary>
        internal Tensor(Tensor other)
        {
            _storage = other.Storage;
            _storage.Retain();
            _type = other._type;
            _shape = other._shape;
            _strides = other._strides;
            _offset = other._offset;
            _count = other._count;
            _rowMajor = other._rowMajor;
            DisposeScope.Current?.Add(this);
        }

        /// <summary>A tensor on the other's memory that belongs to its maker and not to a scope.</summary>
        internal static Tensor Hold(Tensor other)
        {
            var suspended = DisposeScope.Suspend();
            try
            {
                return new Tensor(other);
            }
            finally
            {
                DisposeScope.Resume(suspended);
            }
        }

        internal Storage Storage => _storage ?? throw new InvalidOperationException("the tensor was disposed: it can no longer be used");

        /// <summary>A tensor with undefined values.</summary>
        internal static Tensor New(ScalarType type, long[] shape)
        {
            long count = Shapes.Count(shape);
            foreach (long s in shape) if (s < 0) throw Fail.Native($"a shape has no negative sizes: [{string.Join(", ", shape)}]");
            return new Tensor(BufferPool.Rent(count * type.Size()), type, shape, Shapes.RowMajor(shape), 0, true);
        }

        /// <summary>A tensor with undefined values, of another's shape and type; rows lie behind one another.</summary>
        internal static Tensor NewLike(Tensor other) => other._rowMajor
            ? new Tensor(BufferPool.Rent((long)other._count * other._type.Size()), other._type, other._shape, other._strides, 0, true)
            : New(other._type, other._shape);

        internal static Tensor NewZeros(ScalarType type, long[] shape)
        {
            var t = New(type, shape);
            t.RawBytes().Clear();
            return t;
        }

        /// <summary>The elements of a row-major tensor.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Span<T> Span<T>() where T : unmanaged => Storage.Span<T>(_offset, _count);

        /// <summary>All memory from the first element on that a tensor with strides can reach.</summary>
        internal Span<T> Reach<T>() where T : unmanaged
        {
            if (_count == 0) return [];
            long last = 0;
            for (int i = 0; i < _shape.Length; i++) last += (_shape[i] - 1) * _strides[i];
            return Storage.Span<T>(_offset, (int)last + 1);
        }

        internal Span<byte> RawBytes() => Storage.Span<byte>(_offset * _type.Size(), _count * _type.Size());

        /// <summary>The same memory under another shape, without history.</summary>
        internal Tensor Share(long[] shape, long[] strides, long offset)
        {
            Storage.Retain();
            return new Tensor(Storage, _type, shape, strides, offset, Shapes.IsRowMajor(shape, strides));
        }

        /// <summary>True if this tensor alone sees its memory and all of it in order: the values may be overwritten.</summary>
        internal bool MayOverwrite => _rowMajor && Storage.IsExclusive;

        /// <summary>The sizes of the dimensions, as a copy.</summary>
        public long[] shape
        {
            get
            {
                _ = Storage;
                return (long[])_shape.Clone();
            }
        }

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype
        {
            get
            {
                _ = Storage;
                return _type;
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => _shape.Length;

        /// <summary>The number of dimensions.</summary>
        public long ndim => _shape.Length;

        /// <summary>The number of dimensions.</summary>
        public long dim() => _shape.Length;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => _count;

        /// <summary>The number of elements.</summary>
        public long numel() => _count;

        /// <summary>Bytes an element takes.</summary>
        public long ElementSize => _type.Size();

        /// <summary>Bytes an element takes.</summary>
        public long element_size() => _type.Size();

        /// <summary>The sizes of the dimensions.</summary>
        public long[] size() => shape;

        /// <summary>The size of one dimension; -1 is the last.</summary>
        public long size(int dim)
        {
            if (_shape.Length == 0) throw Fail.Dim(dim, 0);
            return _shape[Shapes.Dim(dim, _shape.Length)];
        }

        /// <summary>For each dimension the distance in memory between neighbours, in elements.</summary>
        public long[] stride() => (long[])_strides.Clone();

        /// <summary>The distance in memory between neighbours along one dimension, in elements.</summary>
        public long stride(int dim) => _strides[Shapes.Dim(dim, _shape.Length)];

        /// <summary>Where in its memory the tensor begins, in elements.</summary>
        public long storage_offset() => _offset;

        /// <summary>True if the elements lie in memory in row-major order, without gaps.</summary>
        public bool is_contiguous() => _rowMajor;

        /// <summary>True for Float32 and Float64.</summary>
        public bool is_floating_point() => _type.IsFloating();

        /// <summary>True for the integer types, and for Bool.</summary>
        public bool is_integral() => !_type.IsFloating();

        /// <summary>True: tensors of this library live on the processor.</summary>
        public bool is_cpu() => true;

        /// <summary>The processor.</summary>
        public Device device
        {
            get
            {
                _ = Storage;
                return CPU;
            }
        }

        /// <summary><see cref="DeviceType.CPU"/>.</summary>
        public DeviceType device_type => DeviceType.CPU;

        /// <summary>-1: the processor has no number.</summary>
        public int device_index => -1;

        /// <summary>A name for people to read; no operation carries it on.</summary>
        public string? name { get; set; }

        /// <summary>True after <see cref="Dispose()"/>.</summary>
        public bool IsInvalid => _storage is null;

        /// <summary>Gives the memory back. A second call does nothing.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the memory back.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (!disposing || Interlocked.Exchange(ref _storage, null) is not { } storage) return;
            _scope?.Remove(this);
            _gradFn = null;
            _base = null;
            _leaf = null;
            storage.Release();
        }

        /// <summary>The scope that holds the tensor forgets it: its caller disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            _scope?.Remove(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope around the one that holds it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            _scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Hands the tensor to another scope, or with null to none.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (other is null) return DetachFromDisposeScope();
            other.Attach(this);
            return this;
        }

        /// <summary>A tensor on the same memory, part of the same history.</summary>
        public Tensor alias() => ViewOps.Identity(this);

        /// <summary>True if both have the same shape, type and values.</summary>
        public bool Equals(Tensor target)
        {
            if (target is null) return false;
            if (ReferenceEquals(this, target)) return true;
            if (_type != target._type || !Shapes.Same(_shape, target._shape)) return false;
            using var same = Compare.Apply(Comparison.Equal, this, target);
            return same.Span<bool>().IndexOf(false) < 0;
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>By identity: tensors change.</summary>
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
    }
}
