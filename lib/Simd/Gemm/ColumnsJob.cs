using System.Numerics;
using Simd.Threading;

namespace Simd.Gemm;

/// <summary>
/// A product of few rows as a job: each thread takes columns of its own and packs them for itself. A block of B that one thread packs and all use has to
/// travel from cache to cache, and all wait for it; with few rows that costs more than the second thread brings.
/// </summary>
/// <remarks>Every element is summed with the cuts of the undivided product: its bits are the same.</remarks>
internal sealed unsafe class ColumnsJob<T> : Job
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows up to which this way is the better one.</summary>
    private const int FewRows = 256;

    /// <summary>Multiply-adds below which a second thread costs more than it brings.</summary>
    private const long WorthThreads = 400_000;

    [ThreadStatic]
    private static ColumnsJob<T>? t_own;

    private int _m, _n, _k, _width;
    private T* _a, _b, _c, _bias;
    private nint _aRow, _aStep, _bColumn, _bStep, _cRow;
    private T _alpha, _beta;
    private Activation _activation;

    /// <summary>Whether a product should be divided in this way.</summary>
    internal static bool Suits(int m, int n, int k, nint bStep, nint bColumn, int threads)
    {
        GemmKernel<T> kernel = GemmKernel<T>.Current;
        return threads > 1 && m <= FewRows && n >= 2 * threads * kernel.Columns && (long)m * n * k >= WorthThreads
            && (bColumn != 1 || BlockSizes.PackB<T>(m, n, k, kernel.Rows, bStep * sizeof(T)));
    }

    /// <summary>Computes C = activation(alpha op(A) op(B) + beta C + bias); the arguments are those of the undivided product.</summary>
    internal static void Run(
        int m, int n, int k, T alpha, T* a, nint aRow, nint aStep, T* b, nint bStep, nint bColumn, T beta, T* c, nint cRow, T* bias, Activation activation, int threads)
    {
        ColumnsJob<T> job = t_own ??= new ColumnsJob<T>();
        (job._m, job._n, job._k) = (m, n, k);
        job._a = a;
        job._aRow = aRow;
        job._aStep = aStep;
        job._b = b;
        job._bStep = bStep;
        job._bColumn = bColumn;
        job._c = c;
        job._cRow = cRow;
        job._alpha = alpha;
        job._beta = beta;
        job._bias = bias;
        job._activation = activation;
        int columns = GemmKernel<T>.Current.Columns, tiles = (n + columns - 1) / columns;
        job._width = (tiles + threads - 1) / threads * columns;
        WorkerPool.Run(job, threads);
    }

    protected override int PhaseCount => 1;

    protected override int TaskCount(int phase) => (_n + _width - 1) / _width;

    protected override void Execute(int phase, int task, int slot)
    {
        int from = task * _width;
        GemmJob<T>.Run(
            _m, Math.Min(_width, _n - from), _k, _alpha, _a, _aRow, _aStep, _b + from * _bColumn, _bStep, _bColumn, _beta, _c + from, _cRow,
            Triangle.Both, _bias == null ? null : _bias + from, _activation, 1);
    }
}
