using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A window on the elements of a tensor, in row-major order: what is written through it changes the tensor.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : struct
{
    private readonly Tensor _tensor;

    internal TensorAccessor(Tensor tensor) => _tensor = Tensor.Hold(tensor);

    /// <summary>The number of elements.</summary>
    public long Count => _tensor._count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element: one index counts in row-major order, several name a place in each dimension.</summary>
    public T this[params long[] indices]
    {
        get => Place(indices);
        set
        {
            Place(indices) = value;
            _tensor.Storage.Version++;
        }
    }

    /// <summary>The elements in row-major order, as a copy.</summary>
    public T[] ToArray()
    {
        var result = new T[_tensor._count];
        CopyTo(result);
        return result;
    }

    /// <summary>The elements as an array with the tensor's dimensions, a copy.</summary>
    public Array ToNDArray()
    {
        if (_tensor._shape.Length == 0) return new[] { this[0] };
        var result = Array.CreateInstance(typeof(T), _tensor._shape);
        if (result.Length > 0)
            CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(result)), result.Length));
        return result;
    }

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into an array.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into a span.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using var row = Copy.RowMajor(_tensor);
        row.RawBytes()[((int)tensorIndex * Unsafe.SizeOf<T>())..].CopyTo(Bytes(array[arrayIndex..]));
    }

    /// <summary>Sets elements from <paramref name="tensorIndex"/> on to those of an array.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Sets elements from <paramref name="tensorIndex"/> on to those of a span.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (int i = arrayIndex; i < array.Length; i++) Place([tensorIndex + i - arrayIndex]) = array[i];
        _tensor.Storage.Version++;
    }

    /// <summary>The elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True if both look at the same place.</summary>
    public static bool operator ==(TensorAccessor<T>? left, TensorAccessor<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>False if both look at the same place.</summary>
    public static bool operator !=(TensorAccessor<T>? left, TensorAccessor<T>? right) => !(left == right);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other
        && (ReferenceEquals(this, other) || (ReferenceEquals(_tensor.Storage, other._tensor.Storage) && _tensor._offset == other._tensor._offset && _tensor._count == other._tensor._count));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_tensor._offset, _tensor._count);

    /// <summary>Lets go of the memory.</summary>
    public void Dispose() => _tensor.Dispose();

    private static Span<byte> Bytes(Span<T> span) => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), span.Length * Unsafe.SizeOf<T>());

    private ref T Place(ReadOnlySpan<long> indices)
    {
        long place = 0;
        if (indices.Length == 1 && _tensor._shape.Length != 1)
        {
            long rest = indices[0];
            if (rest < 0 || rest >= _tensor._count) throw new IndexOutOfRangeException($"index {rest} is out of range for {_tensor._count} elements");
            for (int d = _tensor._shape.Length - 1; d >= 0; d--)
            {
                place += rest % _tensor._shape[d] * _tensor._strides[d];
                rest /= _tensor._shape[d];
            }
        }
        else
        {
            if (indices.Length != _tensor._shape.Length) throw new ArgumentException($"{indices.Length} indices for a tensor with {_tensor._shape.Length} dimensions", nameof(indices));
            for (int d = 0; d < indices.Length; d++)
            {
                if (indices[d] < 0 || indices[d] >= _tensor._shape[d]) throw new IndexOutOfRangeException($"index {indices[d]} is out of range for dimension {d} of size {_tensor._shape[d]}");
                place += indices[d] * _tensor._strides[d];
            }
        }
        int size = Unsafe.SizeOf<T>();
        var bytes = _tensor.Storage.Span<byte>((int)(_tensor._offset + place) * size, size);
        return ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(bytes));
    }
}
