using System.Numerics;
using Simd.Gemm;
using Simd.Kernels;
using Simd.Threading;
using Simd.Vectors;

namespace Simd.Triangular;

/// <summary>
/// A triangular solve as a job: right-hand sides are independent of each other, so each thread solves for its own.
/// </summary>
/// <remarks>
/// With A cut in halves, [A11 0; A21 A22] [X1; X2] = [B1; B2] is A11 X1 = B1, then A22 X2 = B2 - A21 X1: two solves of half the size and a product.
/// </remarks>
internal sealed unsafe class TrsmJob<T> : RangeJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Order of the triangles that are solved by substitution.</summary>
    private const int Small = 32;

    /// <summary>Right-hand sides that pass through the substitution together when they lie in rows.</summary>
    private const int Strip = 64;

    /// <summary>Multiply-adds below which a second thread costs more than it brings.</summary>
    private const long WorthThreads = 300_000;

    [ThreadStatic]
    private static TrsmJob<T>? t_own;

    private Side _side;
    private bool _lower, _unit;
    private int _order, _count;
    private T* _a, _b;
    private nint _aRow, _aColumn, _bRow;

    /// <summary>Solves in place; <paramref name="lower"/> is the shape of op(A), whose element (i, j) is a[i * aRow + j * aColumn].</summary>
    internal static void Run(Side side, bool lower, Diagonal diagonal, int m, int n, T* a, nint aRow, nint aColumn, T* b, nint bRow)
    {
        TrsmJob<T> job = t_own ??= new TrsmJob<T>();
        (job._side, job._lower, job._unit) = (side, lower, diagonal == Diagonal.Unit);
        (job._order, job._count) = side == Side.Left ? (m, n) : (n, m);
        (job._aRow, job._aColumn, job._bRow) = (aRow, aColumn, bRow);
        job._a = a;
        job._b = b;
        long work = (long)job._order * job._order * job._count / 2;
        job.Run(job._count, Strip, work < WorthThreads || job._count <= Strip ? 1 : SimdOptions.ThreadCount);
    }

    protected override void Execute(int from, int to)
    {
        if (_side == Side.Left)
            SolveLeft(_a, _order, _b + from, to - from);
        else
            SolveRight(_a, _order, _b + from * _bRow, to - from);
    }

    /// <summary>op(A) X = B: the unknowns of one system lie in a column of B.</summary>
    private void SolveLeft(T* a, int order, T* b, int count)
    {
        if (order <= Small)
        {
            Substitute(a, _aRow, _aColumn, _lower, order, b, _bRow, count);
            return;
        }
        int half = Half(order), rest = order - half;
        T* corner = a + half * (_aRow + _aColumn);
        T* below = b + half * _bRow;
        if (_lower)
        {
            SolveLeft(a, half, b, count);
            Subtract(rest, count, half, a + half * _aRow, _aRow, _aColumn, b, _bRow, 1, below);
            SolveLeft(corner, rest, below, count);
        }
        else
        {
            SolveLeft(corner, rest, below, count);
            Subtract(half, count, rest, a + half * _aColumn, _aRow, _aColumn, below, _bRow, 1, b);
            SolveLeft(a, half, b, count);
        }
    }

    /// <summary>X op(A) = B: the unknowns of one system lie in a row of B.</summary>
    private void SolveRight(T* a, int order, T* b, int count)
    {
        if (order <= Small)
        {
            SubstituteRows(a, order, b, count);
            return;
        }
        int half = Half(order), rest = order - half;
        T* corner = a + half * (_aRow + _aColumn);
        T* right = b + half;
        if (_lower)
        {
            SolveRight(corner, rest, right, count);
            Subtract(count, half, rest, right, _bRow, 1, a + half * _aRow, _aRow, _aColumn, b);
            SolveRight(a, half, b, count);
        }
        else
        {
            SolveRight(a, half, b, count);
            Subtract(count, rest, half, b, _bRow, 1, a + half * _aColumn, _aRow, _aColumn, right);
            SolveRight(corner, rest, right, count);
        }
    }

    /// <summary>The rows of B become the columns of a strip, and op(A) its transpose.</summary>
    private void SubstituteRows(T* a, int order, T* b, int count)
    {
        T* strip = stackalloc T[Small * Strip];
        for (int first = 0; first < count; first += Strip)
        {
            int width = Math.Min(Strip, count - first);
            T* rows = b + first * _bRow;
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < order; j++)
                    strip[j * Strip + i] = rows[i * _bRow + j];
            }
            Substitute(a, _aColumn, _aRow, !_lower, order, strip, Strip, width);
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < order; j++)
                    rows[i * _bRow + j] = strip[j * Strip + i];
            }
        }
    }

    private void Substitute(T* a, nint aRow, nint aColumn, bool lower, int order, T* b, nint bRow, int count)
    {
        switch (KernelFamilies.Current)
        {
            case KernelFamily.Vector512: Substitution<T, V512<T>>.Run(a, aRow, aColumn, lower, _unit, order, b, bRow, count); break;
            case KernelFamily.Vector256: Substitution<T, V256<T>>.Run(a, aRow, aColumn, lower, _unit, order, b, bRow, count); break;
            case KernelFamily.Vector128 or KernelFamily.Neon: Substitution<T, V128<T>>.Run(a, aRow, aColumn, lower, _unit, order, b, bRow, count); break;
            default: Substitution<T, V1<T>>.Run(a, aRow, aColumn, lower, _unit, order, b, bRow, count); break;
        }
    }

    /// <summary>C = C - A B, in this thread.</summary>
    private void Subtract(int m, int n, int k, T* a, nint aRow, nint aStep, T* b, nint bStep, nint bColumn, T* c)
    {
        var product = new GemmProduct<T>(m, n, k, T.NegativeOne, a, aRow, aStep, b, bStep, bColumn, T.One, c, _bRow);
        GemmJob<T>.Run(product, threads: 1);
    }

    /// <summary>A cut that leaves whole small triangles on the upper side.</summary>
    private static int Half(int order) => (order / 2 + Small - 1) / Small * Small;
}
