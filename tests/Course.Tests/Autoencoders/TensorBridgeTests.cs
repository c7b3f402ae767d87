using Course.Autoencoders;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

public sealed class TensorBridgeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(33, 1)]
    [InlineData(31, 65)]
    [InlineData(64, 32)]
    public void A_matrix_goes_there_and_back(int rows, int columns)
    {
        var matrix = Matrix<double>.Build.Dense(rows, columns, (i, j) => 1.0 / (1 + i * columns + j));

        matrix.ToTensor(ScalarType.Float64).ToMatrix().ShouldBe(matrix);
        var single = matrix.ToTensor();
        single.dtype.ShouldBe(ScalarType.Float32);
        single.shape.ShouldBe([rows, columns]);
        single.ToMatrix().ShouldBe(matrix.Map(value => (double)(float)value));
        single[rows - 1, columns - 1].ToDouble().ShouldBe((float)matrix[rows - 1, columns - 1]);
    }

    [Fact]
    public void Views_and_tensors_with_gradients_go_too()
    {
        var x = arange(6, dtype: float32).reshape(2, 3).requires_grad_();

        x.t().ToMatrix().ShouldBe(Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }));
        x.narrow(1, 1, 2).ToMatrix().ShouldBe(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 4, 5 } }));
        x.select(0, 1).ToVector().ToArray().ShouldBe([3, 4, 5]);
        Vector<double>.Build.DenseOfArray([1, 2.5]).ToTensor().data<float>().ToArray().ShouldBe([1, 2.5f]);
    }

    [Fact]
    public void Other_shapes_and_types_are_refused_with_the_way_out()
    {
        Should.Throw<ArgumentException>(() => zeros(5, 1, 28, 28).ToMatrix()).Message.ShouldContain("reshape(5, 784)");
        Should.Throw<ArgumentException>(() => zeros(5).ToMatrix()).Message.ShouldContain("ToVector");
        Should.Throw<ArgumentException>(() => zeros(0, 3).ToMatrix()).Message.ShouldContain("[0, 3]");
        Should.Throw<ArgumentException>(() => zeros(2, 3).ToVector()).Message.ShouldContain("[2, 3]");
        Should.Throw<ArgumentException>(() => zeros(2, 3, dtype: int64).ToMatrix()).Message.ShouldContain("Int64");
        Should.Throw<ArgumentException>(() => Matrix<double>.Build.Dense(2, 2).ToTensor(ScalarType.Int64)).Message.ShouldContain("Int64");
    }
}
