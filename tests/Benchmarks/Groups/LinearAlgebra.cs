using Benchmarks.Running;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Benchmarks.Groups;

/// <summary>Products and factorisations of dense matrices, against NumPy and SciPy with OpenBLAS.</summary>
internal static class LinearAlgebra
{
    public const string Group = "linalg";

    public static IEnumerable<Row> Rows()
    {
        foreach (var n in (int[])[100, 200, 500, 1000, 2000])
        {
            yield return new Row(Group, $"matrix product {n} x {n}, f64", tiny => Product<double>(tiny ? 10 : n));
            yield return new Row(Group, $"matrix product {n} x {n}, f32", tiny => Product<float>(tiny ? 10 : n));
        }
        yield return new Row(Group, "matrix product 1000 x 1000, f64, Math.NET's a * b", tiny => MathNetProduct(tiny ? 10 : 1000));
        yield return new Row(Group, "SVD 1000 x 784", tiny => Svd(tiny ? 12 : 1000, tiny ? 7 : 784));
        foreach (var n in (int[])[200, 784, 2000])
            yield return new Row(Group, $"symmetric eigenproblem {n} x {n}", tiny => Eigen(tiny ? 9 : n));
    }

    private static Work Product<T>(int n)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new NumPyRandom(0);
        T[] Draw() => Array.ConvertAll(random.StandardNormal(n * n).AsArray(), T.CreateTruncating);
        var (a, b, c) = (Draw(), Draw(), new T[n * n]);
        return new Work(
            () =>
            {
                Blas.Gemm<T>(Transpose.No, Transpose.No, n, n, n, T.One, a, n, b, n, T.Zero, c, n);
                return c;
            },
            result =>
            {
                var product = Array.ConvertAll((T[])result, double.CreateTruncating);
                var precision = typeof(T) == typeof(float) ? 1e-3 : 1e-9;
                return [new Answer("corner", product[0], precision), new Answer("sum of squares", product.Sum(value => value * value), precision)];
            },
            new Call("linalg", "product", new() { ["a"] = NumPyArray.Of(a, n, n), ["b"] = NumPyArray.Of(b, n, n) }))
        {
            Flops = 2.0 * n * n * n,
            Single = typeof(T) == typeof(float),
        };
    }

    private static Work MathNetProduct(int n)
    {
        var random = new NumPyRandom(0);
        var (a, b) = (random.StandardNormal(n, n), random.StandardNormal(n, n));
        return new Work(
            () => a * b,
            result =>
            {
                var product = (Matrix<double>)result;
                return [new Answer("corner", product[0, 0], 1e-9), new Answer("sum of squares", product.Enumerate().Sum(value => value * value), 1e-9)];
            },
            new Call("linalg", "product", new() { ["a"] = NumPyArray.Of(a), ["b"] = NumPyArray.Of(b) }))
        {
            Flops = 2.0 * n * n * n,
        };
    }

    private static Work Svd(int n, int p)
    {
        var x = new NumPyRandom(0).StandardNormal(n, p);
        return new Work(
            () => ThinSvd.Of(x),
            result =>
            {
                var s = ((ThinSvd)result).S;
                return [new Answer("first", s[0], 1e-9), new Answer("middle", s[s.Count / 2], 1e-9), new Answer("last", s[^1], 1e-9)];
            },
            new Call("linalg", "svd", new() { ["x"] = NumPyArray.Of(x) }));
    }

    private static Work Eigen(int n)
    {
        var c = Moments.Covariance(new NumPyRandom(0).StandardNormal(2 * n, n));
        return new Work(
            () => SymmetricEigen.Descending(c),
            result =>
            {
                Vector<double> values = ((SymmetricEigen)result).Values;
                return [new Answer("largest", values[0], 1e-9), new Answer("middle", values[n / 2], 1e-9), new Answer("smallest", values[^1], 1e-9)];
            },
            new Call("linalg", "eigen", new() { ["c"] = NumPyArray.Of(c) }));
    }
}
