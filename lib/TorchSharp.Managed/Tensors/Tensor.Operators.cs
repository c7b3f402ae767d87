namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of each pair of elements; smaller shapes are stretched (broadcast).</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Binary.Apply(BinaryKind.Add, left, right);

        /// <summary>The sum of each element and the number.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Binary.Apply(BinaryKind.Add, left, right);

        /// <summary>The sum of each element and the number.</summary>
        public static Tensor operator +(Tensor left, int right) => Binary.Apply(BinaryKind.Add, left, right);

        /// <summary>The sum of each element and the number.</summary>
        public static Tensor operator +(Tensor left, long right) => Binary.Apply(BinaryKind.Add, left, right);

        /// <summary>The sum of each element and the number.</summary>
        public static Tensor operator +(Tensor left, float right) => Binary.Apply(BinaryKind.Add, left, (double)right);

        /// <summary>The sum of each element and the number.</summary>
        public static Tensor operator +(Tensor left, double right) => Binary.Apply(BinaryKind.Add, left, right);

        /// <summary>The sum of each number and element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Binary.Apply(BinaryKind.Add, right, left, true);

        /// <summary>The sum of each number and element.</summary>
        public static Tensor operator +(int left, Tensor right) => Binary.Apply(BinaryKind.Add, right, left, true);

        /// <summary>The sum of each number and element.</summary>
        public static Tensor operator +(long left, Tensor right) => Binary.Apply(BinaryKind.Add, right, left, true);

        /// <summary>The sum of each number and element.</summary>
        public static Tensor operator +(float left, Tensor right) => Binary.Apply(BinaryKind.Add, right, (double)left, true);

        /// <summary>The sum of each number and element.</summary>
        public static Tensor operator +(double left, Tensor right) => Binary.Apply(BinaryKind.Add, right, left, true);

        /// <summary>The difference of each pair of elements; smaller shapes are stretched (broadcast).</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Binary.Apply(BinaryKind.Sub, left, right);

        /// <summary>The difference of each element and the number.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Binary.Apply(BinaryKind.Sub, left, right);

        /// <summary>The difference of each element and the number.</summary>
        public static Tensor operator -(Tensor left, int right) => Binary.Apply(BinaryKind.Sub, left, right);

        /// <summary>The difference of each element and the number.</summary>
        public static Tensor operator -(Tensor left, long right) => Binary.Apply(BinaryKind.Sub, left, right);

        /// <summary>The difference of each element and the number.</summary>
        public static Tensor operator -(Tensor left, float right) => Binary.Apply(BinaryKind.Sub, left, (double)right);

        /// <summary>The difference of each element and the number.</summary>
        public static Tensor operator -(Tensor left, double right) => Binary.Apply(BinaryKind.Sub, left, right);

        /// <summary>The difference of each number and element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Binary.Apply(BinaryKind.Sub, right, left, true);

        /// <summary>The difference of each number and element.</summary>
        public static Tensor operator -(int left, Tensor right) => Binary.Apply(BinaryKind.Sub, right, left, true);

        /// <summary>The difference of each number and element.</summary>
        public static Tensor operator -(long left, Tensor right) => Binary.Apply(BinaryKind.Sub, right, left, true);

        /// <summary>The difference of each number and element.</summary>
        public static Tensor operator -(float left, Tensor right) => Binary.Apply(BinaryKind.Sub, right, (double)left, true);

        /// <summary>The difference of each number and element.</summary>
        public static Tensor operator -(double left, Tensor right) => Binary.Apply(BinaryKind.Sub, right, left, true);

        /// <summary>The product of each pair of elements; smaller shapes are stretched (broadcast).</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Binary.Apply(BinaryKind.Mul, left, right);

        /// <summary>The product of each element and the number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Binary.Apply(BinaryKind.Mul, left, right);

        /// <summary>The product of each element and the number.</summary>
        public static Tensor operator *(Tensor left, int right) => Binary.Apply(BinaryKind.Mul, left, right);

        /// <summary>The product of each element and the number.</summary>
        public static Tensor operator *(Tensor left, long right) => Binary.Apply(BinaryKind.Mul, left, right);

        /// <summary>The product of each element and the number.</summary>
        public static Tensor operator *(Tensor left, float right) => Binary.Apply(BinaryKind.Mul, left, (double)right);

        /// <summary>The product of each element and the number.</summary>
        public static Tensor operator *(Tensor left, double right) => Binary.Apply(BinaryKind.Mul, left, right);

        /// <summary>The product of each number and element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => Binary.Apply(BinaryKind.Mul, right, left, true);

        /// <summary>The product of each number and element.</summary>
        public static Tensor operator *(int left, Tensor right) => Binary.Apply(BinaryKind.Mul, right, left, true);

        /// <summary>The product of each number and element.</summary>
        public static Tensor operator *(long left, Tensor right) => Binary.Apply(BinaryKind.Mul, right, left, true);

        /// <summary>The product of each number and element.</summary>
        public static Tensor operator *(float left, Tensor right) => Binary.Apply(BinaryKind.Mul, right, (double)left, true);

        /// <summary>The product of each number and element.</summary>
        public static Tensor operator *(double left, Tensor right) => Binary.Apply(BinaryKind.Mul, right, left, true);

        /// <summary>The quotient of each pair of elements, real also for integers; smaller shapes are stretched (broadcast).</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Binary.Apply(BinaryKind.Div, left, right);

        /// <summary>The quotient of each element and the number, real also for integers.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Binary.Apply(BinaryKind.Div, left, right);

        /// <summary>The quotient of each element and the number, real also for integers.</summary>
        public static Tensor operator /(Tensor left, int right) => Binary.Apply(BinaryKind.Div, left, right);

        /// <summary>The quotient of each element and the number, real also for integers.</summary>
        public static Tensor operator /(Tensor left, long right) => Binary.Apply(BinaryKind.Div, left, right);

        /// <summary>The quotient of each element and the number, real also for integers.</summary>
        public static Tensor operator /(Tensor left, float right) => Binary.Apply(BinaryKind.Div, left, (double)right);

        /// <summary>The quotient of each element and the number, real also for integers.</summary>
        public static Tensor operator /(Tensor left, double right) => Binary.Apply(BinaryKind.Div, left, right);

        /// <summary>The quotient of each number and element, real also for integers.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Binary.Apply(BinaryKind.Div, right, left, true);

        /// <summary>The quotient of each number and element, real also for integers.</summary>
        public static Tensor operator /(int left, Tensor right) => Binary.Apply(BinaryKind.Div, right, left, true);

        /// <summary>The quotient of each number and element, real also for integers.</summary>
        public static Tensor operator /(long left, Tensor right) => Binary.Apply(BinaryKind.Div, right, left, true);

        /// <summary>The quotient of each number and element, real also for integers.</summary>
        public static Tensor operator /(float left, Tensor right) => Binary.Apply(BinaryKind.Div, right, (double)left, true);

        /// <summary>The quotient of each number and element, real also for integers.</summary>
        public static Tensor operator /(double left, Tensor right) => Binary.Apply(BinaryKind.Div, right, left, true);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => Binary.Apply(BinaryKind.Remainder, left, right);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => Binary.Apply(BinaryKind.Remainder, left, right);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, int right) => Binary.Apply(BinaryKind.Remainder, left, right);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, long right) => Binary.Apply(BinaryKind.Remainder, left, right);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, float right) => Binary.Apply(BinaryKind.Remainder, left, (double)right);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, double right) => Binary.Apply(BinaryKind.Remainder, left, right);

        /// <summary>Minus each element.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>Not, for each truth.</summary>
        public static Tensor operator ~(Tensor left) => left._type == ScalarType.Bool ? Compare.Not(left) : Binary.Apply(BinaryKind.Sub, left, -1, true);

        /// <summary>And: of truths, or of the bits of integers.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => Compare.Bits(BinaryKind.Mul, left, right);

        /// <summary>Or: of truths, or of the bits of integers.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => Compare.Bits(BinaryKind.Max, left, right);

        /// <summary>Exclusive or: of truths, or of the bits of integers.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => Compare.Bits(BinaryKind.Sub, left, right);

        /// <summary>For each pair of elements whether the left is equal; a tensor of Bool.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => Compare.Apply(Comparison.Equal, left, right);

        /// <summary>For each element whether it is equal compared with the number; a tensor of Bool.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => Compare.Apply(Comparison.Equal, left, right.Value);

        /// <summary>For each element whether the number is equal compared with it; a tensor of Bool.</summary>
        public static Tensor operator ==(Scalar left, Tensor right) => Compare.Apply(Comparison.Equal, right, left.Value);

        /// <summary>For each pair of elements whether the left is not equal; a tensor of Bool.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => Compare.Apply(Comparison.NotEqual, left, right);

        /// <summary>For each element whether it is not equal compared with the number; a tensor of Bool.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => Compare.Apply(Comparison.NotEqual, left, right.Value);

        /// <summary>For each element whether the number is not equal compared with it; a tensor of Bool.</summary>
        public static Tensor operator !=(Scalar left, Tensor right) => Compare.Apply(Comparison.NotEqual, right, left.Value);

        /// <summary>For each pair of elements whether the left is less; a tensor of Bool.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => Compare.Apply(Comparison.Less, left, right);

        /// <summary>For each element whether it is less compared with the number; a tensor of Bool.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => Compare.Apply(Comparison.Less, left, right.Value);

        /// <summary>For each element whether the number is less compared with it; a tensor of Bool.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => Compare.Apply(Comparison.Greater, right, left.Value);

        /// <summary>For each pair of elements whether the left is at most as large; a tensor of Bool.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => Compare.Apply(Comparison.LessEqual, left, right);

        /// <summary>For each element whether it is at most as large compared with the number; a tensor of Bool.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => Compare.Apply(Comparison.LessEqual, left, right.Value);

        /// <summary>For each element whether the number is at most as large compared with it; a tensor of Bool.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => Compare.Apply(Comparison.GreaterEqual, right, left.Value);

        /// <summary>For each pair of elements whether the left is greater; a tensor of Bool.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => Compare.Apply(Comparison.Greater, left, right);

        /// <summary>For each element whether it is greater compared with the number; a tensor of Bool.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => Compare.Apply(Comparison.Greater, left, right.Value);

        /// <summary>For each element whether the number is greater compared with it; a tensor of Bool.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => Compare.Apply(Comparison.Less, right, left.Value);

        /// <summary>For each pair of elements whether the left is at least as large; a tensor of Bool.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => Compare.Apply(Comparison.GreaterEqual, left, right);

        /// <summary>For each element whether it is at least as large compared with the number; a tensor of Bool.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => Compare.Apply(Comparison.GreaterEqual, left, right.Value);

        /// <summary>For each element whether the number is at least as large compared with it; a tensor of Bool.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => Compare.Apply(Comparison.LessEqual, right, left.Value);

        /// <summary>The number as a tensor of Float64 without dimensions.</summary>
        public static implicit operator Tensor(double value) => One(value);

        /// <summary>The numbers as a vector of Float64.</summary>
        public static implicit operator Tensor(double[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator double(Tensor value) => (double)value.ToScalar().Value.Double;

        /// <summary>The number as a tensor of Float32 without dimensions.</summary>
        public static implicit operator Tensor(float value) => One(value);

        /// <summary>The numbers as a vector of Float32.</summary>
        public static implicit operator Tensor(float[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator float(Tensor value) => (float)value.ToScalar().Value.Double;

        /// <summary>The number as a tensor of Int64 without dimensions.</summary>
        public static implicit operator Tensor(long value) => One(value);

        /// <summary>The numbers as a vector of Int64.</summary>
        public static implicit operator Tensor(long[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator long(Tensor value) => checked((long)value.ToScalar().Value.Long);

        /// <summary>The number as a tensor of Int32 without dimensions.</summary>
        public static implicit operator Tensor(int value) => One(value);

        /// <summary>The numbers as a vector of Int32.</summary>
        public static implicit operator Tensor(int[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator int(Tensor value) => checked((int)value.ToScalar().Value.Long);

        /// <summary>The number as a tensor of Int16 without dimensions.</summary>
        public static implicit operator Tensor(short value) => One(value);

        /// <summary>The numbers as a vector of Int16.</summary>
        public static implicit operator Tensor(short[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator short(Tensor value) => checked((short)value.ToScalar().Value.Long);

        /// <summary>The number as a tensor of Byte without dimensions.</summary>
        public static implicit operator Tensor(byte value) => One(value);

        /// <summary>The numbers as a vector of Byte.</summary>
        public static implicit operator Tensor(byte[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator byte(Tensor value) => checked((byte)value.ToScalar().Value.Long);

        /// <summary>The number as a tensor of Int8 without dimensions.</summary>
        public static implicit operator Tensor(sbyte value) => One(value);

        /// <summary>The numbers as a vector of Int8.</summary>
        public static implicit operator Tensor(sbyte[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator sbyte(Tensor value) => checked((sbyte)value.ToScalar().Value.Long);

        /// <summary>The number as a tensor of Bool without dimensions.</summary>
        public static implicit operator Tensor(bool value) => One(value);

        /// <summary>The numbers as a vector of Bool.</summary>
        public static implicit operator Tensor(bool[] value) => Wrap(value, [value.Length]);

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator bool(Tensor value) => value.ToScalar().Value.Double != 0;

        /// <summary>The number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(Scalar scalar) => Make(scalar.Value, scalar.Type.IsFloating() ? get_default_dtype() : scalar.Type);
    }
}
