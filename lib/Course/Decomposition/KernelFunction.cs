using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Course.Decomposition;

/// <summary>A kernel with its parameters, evaluated for all pairs of two sets of samples: one matrix product and one elementwise function.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Gamma">γ; 1 / (number of features) by default.</param>
/// <param name="Degree">d of the polynomial.</param>
/// <param name="Offset">c of polynomial and sigmoid.</param>
internal readonly record struct KernelFunction(Kernel Kernel, double? Gamma, double Degree, double Offset)
{
    /// <summary>K[i, j] = k(x_i, x_j), each pair evaluated once.</summary>
    /// <param name="x">n x p.</param>
    /// <returns>n x n by columns, exactly symmetric.</returns>
    public double[] Among(Matrix<double> x)
    {
        var (n, function) = (x.RowCount, this);
        var gamma = Gamma ?? 1.0 / x.ColumnCount;
        double[] values;
        if (Kernel == Kernel.Rbf)
            values = new SquaredDistances(x).LowerTriangle();
        else
            Product.GramOfRows(Columns.Of(Kernel == Kernel.Cosine ? Directions(x) : x), n, x.ColumnCount, values = new double[n * n]);
        Workers.For(n, j => function.Apply(values.AsSpan(j * n + j, n - j), gamma));
        Symmetry.CopyLowerToUpper(values, n);
        return values;
    }

    /// <summary>K[i, j] = k(x_i, y_j).</summary>
    /// <param name="x">n x p.</param>
    /// <param name="y">m x p.</param>
    /// <returns>n x m by columns.</returns>
    public double[] Between(Matrix<double> x, Matrix<double> y)
    {
        var (n, m) = (x.RowCount, y.RowCount);
        var gamma = Gamma ?? 1.0 / x.ColumnCount;
        var function = this;
        var values = Kernel == Kernel.Rbf
            ? new SquaredDistances(x).To(y, 0, m)
            : Columns.Of(Kernel == Kernel.Cosine ? Product.TimesTransposed(Directions(x), Directions(y)) : Product.TimesTransposed(x, y));
        Workers.For(m, j => function.Apply(values.AsSpan(j * n, n), gamma));
        return values;
    }

    // From squared distances (rbf) or inner products (the others) to values of the kernel.
    private void Apply(Span<double> values, double gamma)
    {
        switch (Kernel)
        {
            case Kernel.Rbf:
                TensorPrimitives.Multiply(values, -gamma, values);
                Exponential.InPlace(values);
                break;
            case Kernel.Polynomial:
                TensorPrimitives.Multiply(values, gamma, values);
                TensorPrimitives.Add(values, Offset, values);
                Power(values, Degree);
                break;
            case Kernel.Sigmoid:
                TensorPrimitives.Multiply(values, gamma, values);
                TensorPrimitives.Add(values, Offset, values);
                Elementwise.Tanh<double>(values, values);
                break;
        }
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
