using System.Numerics;
using Simd.Threading;

namespace Simd.Gemm;

/// <summary>
/// A product as a job: for every block of B a phase that packs it and a phase that multiplies; <see cref="BlockSizes"/> tells the plan.
/// </summary>
internal sealed unsafe class GemmJob<T> : Job
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds from one meeting of the threads to the next below which a second one costs more than it brings.</summary>
    private const long WorthThreads = 400_000;

    [ThreadStatic]
    private static GemmJob<T>? t_own;

    private GemmKernel<T> _kernel = GemmKernel<T>.Current;
    private int _m, _n, _k;
    private T* _a, _b, _c;
    private nint _aRow, _aStep, _bColumn, _bStep, _cRow;
    private T _alpha, _beta;
    private Triangle _part;
    private T* _bias;
    private Activation _activation;

    private bool _packA, _packB;
    private int _steps, _blockColumns, _blockRows, _chunkColumns, _packPanels;
    private int _stepBlocks, _columnBlocks;
    private T* _bufferB, _bufferA;
    private nint _bufferALength;

    /// <summary>Computes C = activation(alpha op(A) op(B) + beta C + bias), or the wanted triangle of it.</summary>
    /// <remarks>op(A) (i, k) is a[i * aRow + k * aStep], op(B) (k, j) is b[k * bStep + j * bColumn]; one stride of each pair is 1. alpha is not 0, k > 0.</remarks>
    internal static void Run(
        int m, int n, int k, T alpha, T* a, nint aRow, nint aStep, T* b, nint bStep, nint bColumn, T beta, T* c, nint cRow,
        Triangle part, T* bias, Activation activation, int threads)
    {
        if (part == Triangle.Both && ColumnsJob<T>.Suits(m, n, k, bStep, bColumn, threads))
        {
            ColumnsJob<T>.Run(m, n, k, alpha, a, aRow, aStep, b, bStep, bColumn, beta, c, cRow, bias, activation, threads);
            return;
        }
        GemmJob<T> job = t_own ??= new GemmJob<T>();
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
        job._part = part;
        job._bias = bias;
        job._activation = activation;
        job.Run(threads);
    }

    private void Run(int threads)
    {
        GemmKernel<T> kernel = _kernel = GemmKernel<T>.Current;
        int blocks = (_k - 1) / BlockSizes.Steps<T>(_k, kernel.Columns) + 1;
        if ((long)_m * _n * _k / blocks < WorthThreads)
            threads = 1;
        Plan(kernel, threads);

        nint bytesB = Align((_packB ? RoundUp(Math.Min(_n, _blockColumns), kernel.Columns) : kernel.Columns) * (nint)_steps * sizeof(T));
        nint bytesA = Align((_packA ? RoundUp(Math.Min(_m, _blockRows), kernel.Rows) : kernel.Rows) * (nint)_steps * sizeof(T));
        NativeBuffer buffer = Buffers.Rent((nuint)(bytesB + bytesA * threads));
        _bufferB = (T*)buffer.Pointer;
        _bufferA = (T*)((byte*)buffer.Pointer + bytesB);
        _bufferALength = bytesA / sizeof(T);
        WorkerPool.Run(this, threads);
        Buffers.Return(buffer);
    }

    private void Plan(GemmKernel<T> kernel, int threads)
    {
        _packA = BlockSizes.PackA(_n, _k, kernel.Columns);
        _packB = _bColumn != 1 || BlockSizes.PackB<T>(_m, _n, _k, kernel.Rows, _bStep * sizeof(T));
        _steps = BlockSizes.Steps<T>(_k, kernel.Columns);
        _stepBlocks = (_k + _steps - 1) / _steps;
        _blockColumns = BlockSizes.BlockColumns<T>(_n, _steps, kernel.Columns);
        _columnBlocks = (_n + _blockColumns - 1) / _blockColumns;
        _blockRows = BlockSizes.BlockRows<T>(_m, _steps, kernel.Rows, kernel.Columns, threads);
        _chunkColumns = _blockColumns;
        _packPanels = int.MaxValue;
        if (threads > 1)
        {
            // Where there are too few blocks of rows for all threads, columns are divided too.
            int tasks = 4 * threads;
            int rowBlocks = (_m + _blockRows - 1) / _blockRows;
            int chunks = (tasks + rowBlocks - 1) / rowBlocks;
            if (rowBlocks < 2 * threads)
                _chunkColumns = Math.Min(_blockColumns, RoundUp((_blockColumns + chunks - 1) / chunks, 2 * kernel.Columns));
            int panels = (_blockColumns + kernel.Columns - 1) / kernel.Columns;
            _packPanels = Math.Max(1, (panels + tasks - 1) / tasks);
        }
    }

    protected override int PhaseCount => 2 * _stepBlocks * _columnBlocks;

    protected override int TaskCount(int phase)
    {
        int columns = Columns(phase, out _);
        if ((phase & 1) == 1)
            return ((_m + _blockRows - 1) / _blockRows) * ((columns + _chunkColumns - 1) / _chunkColumns);
        int width = _kernel.Columns;
        if (!_packB)
            return columns % width == 0 ? 0 : 1;
        int panels = (columns + width - 1) / width;
        return (int)(((long)panels + _packPanels - 1) / _packPanels);
    }

    protected override void Execute(int phase, int task, int slot)
    {
        int columns = Columns(phase, out int firstColumn);
        int stepBlock = phase / 2 % _stepBlocks;
        int firstStep = stepBlock * _steps;
        int steps = Math.Min(_steps, _k - firstStep);
        T* b = _b + firstStep * _bStep + firstColumn * _bColumn;
        if ((phase & 1) == 0)
            PackB(b, columns, steps, task);
        else
            Multiply(b, columns, firstColumn, stepBlock, firstStep, steps, task, slot);
    }

    /// <summary>Columns of B that a tile reads at least: a triangle's tiles are never narrow.</summary>
    private int Narrow => _part == Triangle.Both ? _kernel.NarrowColumns : _kernel.Columns;

    private void PackB(T* b, int columns, int steps, int task)
    {
        int width = _kernel.Columns;
        if (!_packB)
        {
            int whole = columns / width * width;
            Packing.PackRagged(b + whole * _bColumn, _bColumn, _bStep, columns - whole, steps, width, _bufferB, Narrow);
            return;
        }
        int from = (int)Math.Min(columns, (long)task * _packPanels * width);
        int to = (int)Math.Min(columns, (task + 1L) * _packPanels * width);
        Packing.Pack(b + from * _bColumn, _bColumn, _bStep, to - from, steps, width, _bufferB + (nint)from * steps, Narrow);
    }

    private void Multiply(T* b, int columns, int firstColumn, int stepBlock, int firstStep, int steps, int task, int slot)
    {
        GemmKernel<T> kernel = _kernel;
        int rowBlocks = (_m + _blockRows - 1) / _blockRows;
        int row = task % rowBlocks * _blockRows;
        int column = task / rowBlocks * _chunkColumns;
        GemmBlock<T> block = default;
        block.Rows = Math.Min(_blockRows, _m - row);
        block.Columns = Math.Min(_chunkColumns, columns - column);
        block.Steps = steps;
        block.RowLessColumn = row - (firstColumn + column);
        block.Part = _part;
        if (_part == Triangle.Lower ? block.RowLessColumn + block.Rows - 1 < 0 : _part == Triangle.Upper && block.RowLessColumn > block.Columns - 1)
            return;

        T* a = _a + row * _aRow + firstStep * _aStep;
        T* bufferA = _bufferA + slot * _bufferALength;
        if (_packA)
        {
            Packing.Pack(a, _aRow, _aStep, block.Rows, steps, kernel.Rows, bufferA, kernel.Rows);
            block.A = bufferA;
            block.APanel = kernel.Rows * (nint)steps;
            block.ARow = 1;
            block.AStep = kernel.Rows;
        }
        else
        {
            block.A = a;
            block.APanel = kernel.Rows * _aRow;
            block.ARow = _aRow;
            block.AStep = _aStep;
            int whole = block.Rows / kernel.Rows * kernel.Rows;
            if (whole < block.Rows)
            {
                Packing.PackRagged(a + whole * _aRow, _aRow, _aStep, block.Rows - whole, steps, kernel.Rows, bufferA, kernel.Rows);
                block.ARagged = bufferA;
            }
        }

        if (_packB)
        {
            block.B = _bufferB + (nint)column * steps;
            block.BPanel = kernel.Columns * (nint)steps;
            block.BStep = kernel.Columns;
        }
        else
        {
            block.B = b + column;
            block.BPanel = kernel.Columns;
            block.BStep = _bStep;
            block.BRagged = _bufferB;
        }

        block.C = _c + row * _cRow + firstColumn + column;
        block.CRow = _cRow;
        block.Alpha = _alpha;
        block.Beta = stepBlock == 0 ? _beta : T.One;
        block.Finish = stepBlock == _stepBlocks - 1;
        block.Bias = _bias == null ? null : _bias + firstColumn + column;
        block.Activation = _activation;
        kernel.Run(block);
    }

    /// <summary>Number of columns of the phase's block of B, and where they begin.</summary>
    private int Columns(int phase, out int first)
    {
        first = phase / 2 / _stepBlocks * _blockColumns;
        return Math.Min(_blockColumns, _n - first);
    }

    private static int RoundUp(int value, int multiple) => (int)Math.Min(int.MaxValue, ((long)value + multiple - 1) / multiple * multiple);

    private static nint Align(nint bytes) => (bytes + 63) / 64 * 64;
}
