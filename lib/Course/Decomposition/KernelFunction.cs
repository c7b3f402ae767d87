using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>A kernel with its parameters, evaluated for all pairs of two sets of samples: one matrix product and one elementwise function.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Gamma">γ; 1 / (number of features) by default.</param>
/// <param name="Degree">d of the polynomial.</param>
/// <param name="Offset">c of polynomial and sigmoid.</param>
internal readonly record struct KernelFunction(Kernel Kernel, double? Gamma, double Degree, double Offset)
{
    /// <summary>K[i, j] = k(x_i, y_j).</summary>
    /// <param name="x">n x p.</param>
    /// <param name="y">m x p.</param>
    /// <returns>n x m by columns.</returns>
    public double[] Between(Matrix<double> x, Matrix<double> y)
    {
        var (n, m) = (x.RowCount, y.RowCount);
        var gamma = Gamma ?? 1.0 / x.ColumnCount;
        var (kernel, degree, offset) = (Kernel, Degree, Offset);
        if (kernel == Kernel.Rbf)
        {
            var distances = new SquaredDistances(x).To(y, 0, m);
            Workers.For(m, j =>
            {
                var column = distances.AsSpan(j * n, n);
                TensorPrimitives.Multiply(column, -gamma, column);
                Exponential.InPlace(column);
            });
            return distances;
        }

        var products = Columns.Of(kernel == Kernel.Cosine ? Directions(x).TransposeAndMultiply(Directions(y)) : x.TransposeAndMultiply(y));
        if (kernel is Kernel.Polynomial or Kernel.Sigmoid)
            Workers.For(m, j =>
            {
                var column = products.AsSpan(j * n, n);
                TensorPrimitives.Multiply(column, gamma, column);
                TensorPrimitives.Add(column, offset, column);
                if (kernel == Kernel.Polynomial)
                    Power(column, degree);
                else
                    foreach (ref var value in column)
                        value = Math.Tanh(value);
            });
        return products;
    }

    private static void Power(Span<double> values, double degree)
    {
        // A power is not vectorised and costs as much as the rest together; small whole degrees are products.
        if (degree is 2 or 3)
            for (var i = 0; i < values.Length; i++)
                values[i] *= degree == 2 ? values[i] : values[i] * values[i];
        else
            for (var i = 0; i < values.Length; i++)
                values[i] = Math.Pow(values[i], degree);
    }

    private static Matrix<double> Directions(Matrix<double> x)
    {
        var (n, values) = (x.RowCount, (double[])Columns.Of(x).Clone());
        var norms = new double[n];
        for (var j = 0; j < x.ColumnCount; j++)
            TensorPrimitives.MultiplyAdd(values.AsSpan(j * n, n), values.AsSpan(j * n, n), norms, norms);
        for (var i = 0; i < n; i++)
            norms[i] = norms[i] == 0 ? 1 : Math.Sqrt(norms[i]);
        for (var j = 0; j < x.ColumnCount; j++)
            TensorPrimitives.Divide(values.AsSpan(j * n, n), norms, values.AsSpan(j * n, n));
        return Columns.Matrix(n, x.ColumnCount, values);
    }
}
