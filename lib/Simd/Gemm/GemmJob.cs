using System.Numerics;
using Simd.Threading;

namespace Simd.Gemm;

/// <summary>
/// A product as a job: for every block of B a phase that packs it and a phase that multiplies; <see cref="BlockSizes"/> tells the plan.
/// </summary>
internal sealed unsafe class GemmJob<T> : Job
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static GemmJob<T>? t_own;

    private GemmKernel<T> _kernel = GemmKernel<T>.Current;
    private GemmProduct<T> _product;

    private bool _packA, _packB;
    private int _steps, _blockColumns, _blockRows, _chunkColumns, _packPanels;
    private int _stepBlocks, _columnBlocks;
    private T* _bufferB, _bufferA;
    private nint _bufferALength;

    /// <summary>Computes a product.</summary>
    internal static void Run(in GemmProduct<T> product, int threads)
    {
        if (ColumnsJob<T>.Suits(product, threads))
        {
            ColumnsJob<T>.Run(product, threads);
            return;
        }
        GemmJob<T> job = t_own ??= new GemmJob<T>();
        job._product = product;
        job.Run(threads);
    }

    private void Run(int threads)
    {
        GemmKernel<T> kernel = _kernel = GemmKernel<T>.Current;
        int blocks = (_product.K - 1) / BlockSizes.Steps<T>(_product.K, kernel.Columns) + 1;
        if ((long)_product.M * _product.N * _product.K / blocks < BlockSizes.WorthThreads)
            threads = 1;
        Plan(kernel, threads);

        nint bytesB = Align((_packB ? RoundUp(Math.Min(_product.N, _blockColumns), kernel.Columns) : kernel.Columns) * (nint)_steps * sizeof(T));
        nint bytesA = Align((_packA ? RoundUp(Math.Min(_product.M, _blockRows), kernel.Rows) : kernel.Rows) * (nint)_steps * sizeof(T));
        NativeBuffer buffer = Buffers.Rent((nuint)(bytesB + bytesA * threads));
        _bufferB = (T*)buffer.Pointer;
        _bufferA = (T*)((byte*)buffer.Pointer + bytesB);
        _bufferALength = bytesA / sizeof(T);
        WorkerPool.Run(this, threads);
        Buffers.Return(buffer);
    }

    private void Plan(GemmKernel<T> kernel, int threads)
    {
        _packA = BlockSizes.PackA(_product.N, _product.K, kernel.Columns);
        _packB = BlockSizes.PackB(_product, kernel.Rows);
        _steps = BlockSizes.Steps<T>(_product.K, kernel.Columns);
        _stepBlocks = (_product.K + _steps - 1) / _steps;
        _blockColumns = BlockSizes.BlockColumns<T>(_product.N, _steps, kernel.Columns);
        _columnBlocks = (_product.N + _blockColumns - 1) / _blockColumns;
        _blockRows = BlockSizes.BlockRows<T>(_product.M, _steps, kernel.Rows, kernel.Columns, threads);
        _chunkColumns = _blockColumns;
        _packPanels = int.MaxValue;
        if (threads > 1)
        {
            // Where there are too few blocks of rows for all threads, columns are divided too.
            int tasks = 4 * threads;
            int rowBlocks = (_product.M + _blockRows - 1) / _blockRows;
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
            return ((_product.M + _blockRows - 1) / _blockRows) * ((columns + _chunkColumns - 1) / _chunkColumns);
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
        int steps = Math.Min(_steps, _product.K - firstStep);
        T* b = _product.B + firstStep * _product.BStep + firstColumn * _product.BColumn;
        if ((phase & 1) == 0)
            PackB(b, columns, steps, task);
        else
            Multiply(b, columns, firstColumn, stepBlock, firstStep, steps, task, slot);
    }

    /// <summary>Columns of B that a tile reads at least: a triangle's tiles are never narrow.</summary>
    private int Narrow => _product.Part == Triangle.Both ? _kernel.NarrowColumns : _kernel.Columns;

    private void PackB(T* b, int columns, int steps, int task)
    {
        int width = _kernel.Columns;
        if (!_packB)
        {
            int whole = columns / width * width;
            Packing.PackRagged(b + whole * _product.BColumn, _product.BColumn, _product.BStep, columns - whole, steps, width, _bufferB, Narrow);
            return;
        }
        int from = (int)Math.Min(columns, (long)task * _packPanels * width);
        int to = (int)Math.Min(columns, (task + 1L) * _packPanels * width);
        Packing.Pack(b + from * _product.BColumn, _product.BColumn, _product.BStep, to - from, steps, width, _bufferB + (nint)from * steps, Narrow);
    }

    private void Multiply(T* b, int columns, int firstColumn, int stepBlock, int firstStep, int steps, int task, int slot)
    {
        GemmKernel<T> kernel = _kernel;
        int rowBlocks = (_product.M + _blockRows - 1) / _blockRows;
        int row = task % rowBlocks * _blockRows;
        int column = task / rowBlocks * _chunkColumns;
        GemmBlock<T> block = default;
        block.Rows = Math.Min(_blockRows, _product.M - row);
        block.Columns = Math.Min(_chunkColumns, columns - column);
        block.Steps = steps;
        block.RowLessColumn = row - (firstColumn + column);
        block.Part = _product.Part;
        if (_product.Part == Triangle.Lower ? block.RowLessColumn + block.Rows - 1 < 0 : _product.Part == Triangle.Upper && block.RowLessColumn > block.Columns - 1)
            return;

        T* a = _product.A + row * _product.ARow + firstStep * _product.AStep;
        T* bufferA = _bufferA + slot * _bufferALength;
        if (_packA)
        {
            Packing.Pack(a, _product.ARow, _product.AStep, block.Rows, steps, kernel.Rows, bufferA, kernel.Rows);
            block.A = bufferA;
            block.APanel = kernel.Rows * (nint)steps;
            block.ARow = 1;
            block.AStep = kernel.Rows;
        }
        else
        {
            block.A = a;
            block.APanel = kernel.Rows * _product.ARow;
            block.ARow = _product.ARow;
            block.AStep = _product.AStep;
            int whole = block.Rows / kernel.Rows * kernel.Rows;
            if (whole < block.Rows)
            {
                Packing.PackRagged(a + whole * _product.ARow, _product.ARow, _product.AStep, block.Rows - whole, steps, kernel.Rows, bufferA, kernel.Rows);
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
            block.BStep = _product.BStep;
            block.BRagged = _bufferB;
        }

        block.C = _product.C + row * _product.CRow + firstColumn + column;
        block.CRow = _product.CRow;
        block.Alpha = _product.Alpha;
        block.Beta = stepBlock == 0 ? _product.Beta : T.One;
        block.Finish = stepBlock == _stepBlocks - 1;
        block.Bias = _product.Bias == null ? null : _product.Bias + firstColumn + column;
        block.Activation = _product.Activation;
        kernel.Run(block);
    }

    /// <summary>Number of columns of the phase's block of B, and where they begin.</summary>
    private int Columns(int phase, out int first)
    {
        first = phase / 2 / _stepBlocks * _blockColumns;
        return Math.Min(_blockColumns, _product.N - first);
    }

    private static int RoundUp(int value, int multiple) => (int)Math.Min(int.MaxValue, ((long)value + multiple - 1) / multiple * multiple);

    private static nint Align(nint bytes) => (bytes + 63) / 64 * 64;
}
