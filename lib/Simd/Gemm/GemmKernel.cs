using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Simd.Functions;
using Simd.Kernels;
using Simd.Vectors;

namespace Simd.Gemm;

/// <summary>The tiles of one family put to work on a block: one virtual call per block, none per tile.</summary>
internal abstract unsafe class GemmKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly GemmKernel<T>?[] ByFamily = new GemmKernel<T>?[Enum.GetValues<KernelFamily>().Length];

    /// <summary>The kernel of the family in use.</summary>
    internal static GemmKernel<T> Current => ByFamily[(int)KernelFamilies.Current] ?? Create(KernelFamilies.Current);

    /// <summary>Rows of a tile.</summary>
    internal abstract int Rows { get; }

    /// <summary>Columns of a tile.</summary>
    internal abstract int Columns { get; }

    /// <summary>Columns of the narrow tile that does a product's last ones.</summary>
    internal abstract int NarrowColumns { get; }

    /// <summary>Computes a block.</summary>
    internal abstract void Run(in GemmBlock<T> block);

    /// <summary>Adds the bias (if not null) to each row of a part of C and applies the activation.</summary>
    internal abstract void Finish(T* c, nint cRow, int rows, int columns, T* bias, Activation activation);

    private static GemmKernel<T> Create(KernelFamily family) => ByFamily[(int)family] = family switch
    {
        KernelFamily.Vector512 => new GemmKernel<T, Tile8x3<T, Vector512<T>, R512<T>>, V512<T>>(),
        KernelFamily.Vector256 => new GemmKernel<T, Tile6x2<T, Vector256<T>, R256<T>>, V256<T>>(),
        KernelFamily.Neon => new GemmKernel<T, TileNeon<T>, V128<T>>(),
        KernelFamily.Vector128 => new GemmKernel<T, Tile6x2<T, Vector128<T>, R128<T>>, V128<T>>(),
        _ => new GemmKernel<T, Tile6x2<T, T, R1<T>>, V1<T>>(),
    };
}

/// <inheritdoc/>
internal sealed unsafe class GemmKernel<T, TTile, TVector> : GemmKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTile : ITile<T>
    where TVector : unmanaged, IVector<TVector, T>
{
    internal override int Rows => TTile.Rows;

    internal override int Columns => TTile.Columns;

    internal override int NarrowColumns => TTile.NarrowColumns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(in GemmBlock<T> block)
    {
        T* spare = stackalloc T[TTile.Rows * TTile.Columns];
        bool finish = block.Finish && (block.Bias != null || block.Activation != Activation.None);
        for (int j = 0; j < block.Columns; j += TTile.Columns)
        {
            int columns = Math.Min(TTile.Columns, block.Columns - j);
            T* b = block.B + j / TTile.Columns * block.BPanel;
            nint bStep = block.BStep;
            if (columns < TTile.Columns && block.BRagged != null)
            {
                b = block.BRagged;
                bStep = TTile.Columns;
            }
            for (int i = 0; i < block.Rows; i += TTile.Rows)
            {
                int rows = Math.Min(TTile.Rows, block.Rows - i);
                T* a = block.A + i / TTile.Rows * block.APanel;
                nint aRow = block.ARow, aStep = block.AStep;
                if (rows < TTile.Rows && block.ARagged != null)
                {
                    a = block.ARagged;
                    aRow = 1;
                    aStep = TTile.Rows;
                }
                T* c = block.C + i * block.CRow + j;
                nint diagonal = block.RowLessColumn + i - j;
                if (block.Part != Triangle.Both && !Inside(block.Part, diagonal, rows, columns))
                {
                    if (!Outside(block.Part, diagonal, rows, columns))
                    {
                        TTile.Multiply(block.Steps, a, aRow, aStep, b, bStep, spare, TTile.Columns, T.One, T.Zero);
                        MergeTriangle(block.Part, diagonal, spare, c, block.CRow, rows, columns, block.Alpha, block.Beta);
                    }
                }
                else if (columns == TTile.Columns)
                {
                    if (rows == TTile.Rows)
                    {
                        TTile.Multiply(block.Steps, a, aRow, aStep, b, bStep, c, block.CRow, block.Alpha, block.Beta);
                    }
                    else
                    {
                        TTile.Multiply(block.Steps, a, aRow, aStep, b, bStep, spare, TTile.Columns, T.One, T.Zero);
                        Merge(spare, c, block.CRow, rows, columns, block.Alpha, block.Beta);
                    }
                }
                else
                {
                    Narrow(block, a, aRow, aStep, b, bStep, c, rows, columns, spare);
                }
            }
            if (finish)
                Finish(block.C + j, block.CRow, block.Rows, columns, block.Bias == null ? null : block.Bias + j, block.Activation);
        }
    }

    /// <summary>The last columns, fewer than a tile's, one register's width at a time.</summary>
    private static void Narrow(in GemmBlock<T> block, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, int rows, int columns, T* spare)
    {
        for (int j = 0; j < columns; j += TTile.NarrowColumns)
        {
            int width = Math.Min(TTile.NarrowColumns, columns - j);
            if (rows == TTile.Rows && width == TTile.NarrowColumns)
            {
                TTile.MultiplyNarrow(block.Steps, a, aRow, aStep, b + j, bStep, c + j, block.CRow, block.Alpha, block.Beta);
            }
            else
            {
                TTile.MultiplyNarrow(block.Steps, a, aRow, aStep, b + j, bStep, spare, TTile.Columns, T.One, T.Zero);
                Merge(spare, c + j, block.CRow, rows, width, block.Alpha, block.Beta);
            }
        }
    }

    /// <summary>Puts the wanted part of a tile of sums into C, with the arithmetic of the tile's own store.</summary>
    private static void Merge(T* sums, T* c, nint cRow, int rows, int columns, T alpha, T beta)
    {
        for (int i = 0; i < rows; i++)
            MergeRow(sums + i * TTile.Columns, c + i * cRow, 0, columns, alpha, beta);
    }

    /// <summary>The same for a tile that the diagonal crosses.</summary>
    private static void MergeTriangle(Triangle part, nint diagonal, T* sums, T* c, nint cRow, int rows, int columns, T alpha, T beta)
    {
        for (int i = 0; i < rows; i++)
        {
            // In this row the diagonal is column diagonal + i of the tile.
            int from = part == Triangle.Lower ? 0 : (int)Math.Clamp(diagonal + i, 0, columns);
            int to = part == Triangle.Lower ? (int)Math.Clamp(diagonal + i + 1, 0, columns) : columns;
            MergeRow(sums + i * TTile.Columns, c + i * cRow, from, to, alpha, beta);
        }
    }

    private static void MergeRow(T* sums, T* c, int from, int to, T alpha, T beta)
    {
        int j = from;
        TVector scale = TVector.Create(alpha);
        if (beta == T.Zero)
        {
            for (; j <= to - TVector.Count; j += TVector.Count)
                TVector.Store(c + j, scale * TVector.Load(sums + j));
            for (; j < to; j++)
                c[j] = alpha * sums[j];
        }
        else
        {
            TVector keep = TVector.Create(beta);
            for (; j <= to - TVector.Count; j += TVector.Count)
                TVector.Store(c + j, TVector.MultiplyAdd(scale, TVector.Load(sums + j), keep * TVector.Load(c + j)));
            for (; j < to; j++)
                c[j] = T.MultiplyAddEstimate(alpha, sums[j], beta * c[j]);
        }
    }

    private static bool Inside(Triangle part, nint diagonal, int rows, int columns) =>
        part == Triangle.Lower ? diagonal >= columns - 1 : diagonal + rows - 1 <= 0;

    private static bool Outside(Triangle part, nint diagonal, int rows, int columns) =>
        part == Triangle.Lower ? diagonal + rows - 1 < 0 : diagonal > columns - 1;

    internal override void Finish(T* c, nint cRow, int rows, int columns, T* bias, Activation activation)
    {
        switch (activation)
        {
            case Activation.None: Finish<Identity<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Relu: Finish<Relu<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Sigmoid: Finish<Sigmoid<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Tanh: Finish<Tanh<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Elu: Finish<Elu<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Selu: Finish<Selu<T>>(c, cRow, rows, columns, bias); break;
            case Activation.Softplus: Finish<Softplus<T>>(c, cRow, rows, columns, bias); break;
            default: throw Argument.Activation(activation);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TFunction>(T* c, nint cRow, int rows, int columns, T* bias)
        where TFunction : IFunction<T>
    {
        int j = 0;
        for (; j <= columns - TVector.Count; j += TVector.Count)
        {
            TVector shift = bias == null ? TVector.Zero : TVector.Load(bias + j);
            for (int i = 0; i < rows; i++)
            {
                TVector x = TVector.Load(c + i * cRow + j);
                TVector.Store(c + i * cRow + j, TFunction.Invoke(bias == null ? x : x + shift));
            }
        }
        // The remaining columns of as many rows as a register holds.
        T* lanes = stackalloc T[64 / sizeof(T)];
        for (; j < columns; j++)
        {
            TVector shift = TVector.Create(bias == null ? T.Zero : bias[j]);
            for (int i = 0; i < rows; i += TVector.Count)
            {
                int count = Math.Min(TVector.Count, rows - i);
                for (int r = 0; r < TVector.Count; r++)
                    lanes[r] = r < count ? c[(i + r) * cRow + j] : T.Zero;
                TVector x = TVector.Load(lanes);
                TVector.Store(lanes, TFunction.Invoke(bias == null ? x : x + shift));
                for (int r = 0; r < count; r++)
                    c[(i + r) * cRow + j] = lanes[r];
            }
        }
    }
}
