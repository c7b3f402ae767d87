using BenchmarkDotNet.Attributes;
using Simd;

namespace Benchmarks.Micro;

/// <summary>Matrix products of square matrices.</summary>
public class Gemm
{
    private double[] _a = [], _b = [], _c = [];
    private float[] _x = [], _y = [], _z = [];

    /// <summary>Rows and columns.</summary>
    [Params(32, 100, 500, 1000)]
    public int N { get; set; }

    /// <summary>Fills the matrices.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(0);
        (_a, _b, _c) = (new double[N * N], new double[N * N], new double[N * N]);
        for (var i = 0; i < N * N; i++)
            (_a[i], _b[i]) = (random.NextDouble(), random.NextDouble());
        (_x, _y, _z) = (Array.ConvertAll(_a, value => (float)value), Array.ConvertAll(_b, value => (float)value), new float[N * N]);
    }

    /// <summary>C = A B in double precision.</summary>
    [Benchmark]
    public void Double() => Blas.Gemm<double>(Transpose.No, Transpose.No, N, N, N, 1, _a, N, _b, N, 0, _c, N);

    /// <summary>C = A B in single precision.</summary>
    [Benchmark]
    public void Single() => Blas.Gemm<float>(Transpose.No, Transpose.No, N, N, N, 1, _x, N, _y, N, 0, _z, N);

    /// <summary>C = A^T A in double precision, half of the work.</summary>
    [Benchmark]
    public void Symmetric() => Blas.Syrk<double>(Triangle.Both, Transpose.Yes, N, N, 1, _a, N, 0, _c, N);
}
