using System.Numerics;
using Simd.Kernels;
using Simd.Threading;
using Simd.Vectors;

namespace Simd.Symv;

/// <summary>
/// A product of symmetric matrix and vector as a job of two phases: pieces of the triangle, each with a sum of its own, then the sum of the sums.
/// </summary>
/// <remarks>An element of the triangle adds to two places of y, so pieces can't share y. Their number depends on n alone, and their sums
/// are added in order: the number of threads does not touch the rounding.</remarks>
internal sealed unsafe class SymvJob<T> : Job
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of the matrix below which a second thread costs more than it brings.</summary>
    private const int WorthThreads = 256;

    /// <summary>Rows for each piece, and most pieces: the sum of the sums should stay a few percent of the work.</summary>
    private const int RowsPerPiece = 64, MostPieces = 16;

    /// <summary>Elements of y that a task of the second phase adds up.</summary>
    private const int Range = 1024;

    [ThreadStatic]
    private static SymvJob<T>? t_own;

    private readonly int[] _start = new int[MostPieces + 1];
    private bool _upper;
    private int _n, _pieces;
    private T _alpha, _beta;
    private nint _lda, _length;
    private T* _a, _x, _y, _sums;

    internal static void Run(bool upper, int n, T alpha, T* a, nint lda, T* x, T beta, T* y)
    {
        SymvJob<T> job = t_own ??= new SymvJob<T>();
        (job._upper, job._n, job._alpha, job._lda, job._beta) = (upper, n, alpha, lda, beta);
        job._a = a;
        job._x = x;
        job._y = y;
        job.Run();
    }

    private void Run()
    {
        _pieces = Math.Clamp(_n / RowsPerPiece, 1, MostPieces);
        for (int piece = 1; piece < _pieces; piece++)
        {
            // Equal areas: the rows of the lower triangle grow with their number, those of the upper shrink.
            double part = (double)piece / _pieces;
            _start[piece] = (int)(_n * (_upper ? 1 - Math.Sqrt(1 - part) : Math.Sqrt(part))) / 4 * 4;
        }
        _start[_pieces] = _n;

        // A line more than y needs, so that pieces side by side don't write to one line.
        _length = (_n + 127) / 64 * 64;
        NativeBuffer buffer = Buffers.Rent((nuint)(_pieces * _length * sizeof(T)));
        _sums = (T*)buffer.Pointer;
        WorkerPool.Run(this, _n < WorthThreads ? 1 : SimdOptions.ThreadCount);
        Buffers.Return(buffer);
    }

    protected override int PhaseCount => 2;

    protected override int TaskCount(int phase) => phase == 0 ? _pieces : (_n + Range - 1) / Range;

    protected override void Execute(int phase, int task, int slot)
    {
        switch (KernelFamilies.Current)
        {
            case KernelFamily.Vector512: Execute<V512<T>>(phase, task); break;
            case KernelFamily.Vector256: Execute<V256<T>>(phase, task); break;
            case KernelFamily.Vector128 or KernelFamily.Neon: Execute<V128<T>>(phase, task); break;
            default: Execute<V1<T>>(phase, task); break;
        }
    }

    private void Execute<TVector>(int phase, int task)
        where TVector : unmanaged, IVector<TVector, T>
    {
        if (phase == 0)
        {
            T* sum = _sums + task * _length;
            (int from, int to) = Reach(task);
            new Span<T>(sum + from, to - from).Clear();
            SymvKernel<T, TVector>.AddRows(_upper, _n, _start[task], _start[task + 1], _a, _lda, _x, sum);
            return;
        }
        int first = task * Range, last = Math.Min(_n, first + Range);
        // The sums gather in the one piece that reaches every element: the first of the upper triangle, the last of the lower.
        int all = _upper ? 0 : _pieces - 1;
        T* total = _sums + all * _length;
        for (int piece = 0; piece < _pieces; piece++)
        {
            if (piece == all)
                continue;
            (int from, int to) = Reach(piece);
            Add<TVector>(_sums + piece * _length, total, Math.Max(first, from), Math.Min(last, to));
        }
        for (int i = first; i < last; i++)
            _y[i] = _beta == T.Zero ? _alpha * total[i] : T.MultiplyAddEstimate(_alpha, total[i], _beta * _y[i]);
    }

    /// <summary>The elements of y that a piece adds to.</summary>
    private (int From, int To) Reach(int piece) => _upper ? (_start[piece], _n) : (0, _start[piece + 1]);

    private static void Add<TVector>(T* x, T* y, int from, int to)
        where TVector : unmanaged, IVector<TVector, T>
    {
        int i = from;
        for (; i <= to - TVector.Count; i += TVector.Count)
            TVector.Store(y + i, TVector.Load(y + i) + TVector.Load(x + i));
        for (; i < to; i++)
            y[i] += x[i];
    }
}
