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

    [ThreadStatic]
    private static ColumnsJob<T>? t_own;

    private GemmProduct<T> _product;
    private int _width;

    /// <summary>Whether a product should be divided in this way.</summary>
    internal static bool Suits(in GemmProduct<T> product, int threads)
    {
        GemmKernel<T> kernel = GemmKernel<T>.Current;
        return product.Part == Triangle.Both && threads > 1 && product.M <= FewRows && product.N >= 2 * threads * kernel.Columns
            && (long)product.M * product.N * product.K >= BlockSizes.WorthThreads
            && BlockSizes.PackB(product, kernel.Rows);
    }

    /// <summary>Computes a product.</summary>
    internal static void Run(in GemmProduct<T> product, int threads)
    {
        ColumnsJob<T> job = t_own ??= new ColumnsJob<T>();
        job._product = product;
        int columns = GemmKernel<T>.Current.Columns, tiles = (product.N + columns - 1) / columns;
        job._width = (tiles + threads - 1) / threads * columns;
        WorkerPool.Run(job, threads);
    }

    protected override int PhaseCount => 1;

    protected override int TaskCount(int phase) => (_product.N + _width - 1) / _width;

    protected override void Execute(int phase, int task, int slot)
    {
        int from = task * _width;
        GemmProduct<T> part = _product;
        part.N = Math.Min(_width, part.N - from);
        part.B += from * part.BColumn;
        part.C += from;
        if (part.Bias != null)
            part.Bias += from;
        GemmJob<T>.Run(part, threads: 1);
    }
}
