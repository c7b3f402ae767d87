using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>Towards 0.</summary>
        trunc = 1,

        /// <summary>Downwards.</summary>
        floor = 2,
    }

    public partial class Tensor
    {
        /// <summary>The values as another type; the tensor itself (another view of it) if it has that type and no copy is asked for.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, bool, bool, bool)"/>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            Tensor y;
            if (type == _type)
            {
                y = copy ? clone() : alias();
            }
            else
            {
                y = Copy.Convert(this, type);
                if (GradMode.Records(this) && type.IsFloating()) y.SetHistory(new ConvertNode(this));
            }
            if (disposeAfter) Dispose();
            return y;
        }

        /// <summary>The tensor on a device: tensors of this library are on the processor.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return to_type(_type, copy, disposeAfter);
        }

        /// <inheritdoc cref="to(Device, bool, bool, bool)"/>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter);

        /// <inheritdoc cref="to(Device, bool, bool, bool)"/>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter);

        /// <summary>The values as another type on a device.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return to_type(type, copy, disposeAfter);
        }

        /// <summary>The values as the type of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to_type(other._type);

        /// <summary>The values as the type of another tensor.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor._type);

        /// <summary>The values as another type.</summary>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>The tensor on the processor, where it is.</summary>
        public Tensor cpu() => alias();

        /// <summary>The values as Float32.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The values as Float64.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The values as Int64, fractions cut off.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The values as Int32, fractions cut off.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The values as Bool: whether they are not 0.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The values as Byte, fractions cut off.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The only element, of the tensor's own type.</summary>
        /// <exception cref="ArgumentException">The tensor has several elements, or they are of another type.</exception>
        public T item<T>() where T : struct
        {
            _ = Storage;
            if (_count != 1) throw new ArgumentException($"item: the tensor has {_count} elements; index one of them first");
            RequireElement<T>("item");
            return Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(RawBytes()));
        }

        /// <summary>The elements, to read and to write: a window on the tensor's memory.</summary>
        /// <exception cref="ArgumentException">T is not the tensor's element type.</exception>
        public TensorAccessor<T> data<T>() where T : struct
        {
            _ = Storage;
            RequireElement<T>("data");
            if (_count == 0 && _shape.Length > 1) throw new ArgumentException("data: the tensor has no elements");
            return new TensorAccessor<T>(this);
        }

        private void RequireElement<T>(string operation) where T : struct
        {
            if (Promotion.Of<T>() != _type) throw new ArgumentException($"{operation}<{typeof(T).Name}>: the elements are of {_type}; convert with to(...) first");
        }

        /// <summary>The only element as a number.</summary>
        /// <exception cref="ExternalException">The tensor has several elements.</exception>
        public Scalar ToScalar()
        {
            _ = Storage;
            if (_count != 1) throw Fail.Native($"a tensor with {_count} elements is no number");
            return _type switch
            {
                ScalarType.Float32 => item<float>(),
                ScalarType.Float64 => item<double>(),
                ScalarType.Int64 => item<long>(),
                ScalarType.Int32 => item<int>(),
                ScalarType.Int16 => item<short>(),
                ScalarType.Int8 => item<sbyte>(),
                ScalarType.Bool => item<bool>(),
                _ => item<byte>(),
            };
        }

        /// <summary>The elements' memory in row-major order. Setting copies bytes of the same number in.</summary>
        public Span<byte> bytes
        {
            get
            {
                _ = Storage;
                return _rowMajor ? RawBytes() : throw Fail.Native("bytes: the elements do not lie in row-major order; call contiguous() first");
            }
            set
            {
                if (value.Length != _count * _type.Size()) throw new ArgumentException($"bytes: {value.Length} bytes do not fill a tensor of {_count * _type.Size()}", nameof(value));
                value.CopyTo(bytes);
                Storage.Version++;
            }
        }

        /// <summary>Converts the gradient back.</summary>
        private sealed class ConvertNode : Node
        {
            private readonly ScalarType _from;

            internal ConvertNode(Tensor x)
            {
                _from = x._type;
                Input(0, x);
            }

            protected override void Backward(Tensor g, Engine engine) => Send(engine, 0, g._type == _from ? new Tensor(g) : Copy.Convert(g, _from));
        }
    }
}

/// <summary>Numbers, parameters and text from tensors.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>The only element as a double.</summary>
    public static double ToDouble(this Tensor value) => value.ToScalar().Value.Double;

    /// <summary>The only element as a float.</summary>
    public static float ToSingle(this Tensor value) => (float)value.ToScalar().Value.Double;

    /// <summary>The only element as an int; a fraction is cut off.</summary>
    public static int ToInt32(this Tensor value) => checked((int)value.ToScalar().Value.Long);

    /// <summary>The only element as a long; a fraction is cut off.</summary>
    public static long ToInt64(this Tensor value) => value.ToScalar().Value.Long;

    /// <summary>Whether the only element is not 0.</summary>
    public static bool ToBoolean(this Tensor value) => value.ToScalar().Value.Double != 0;

    /// <summary>The tensor as a trainable parameter on the same memory.</summary>
    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>Bytes an element of a type takes.</summary>
    public static int ElementSize(this ScalarType type) => type.Size();

    /// <summary>The product of sizes.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (a, b) => a * b);
}
