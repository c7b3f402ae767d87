namespace TorchSharp;

/// <summary>Products of vectors, matrices and stacks of matrices.</summary>
internal static class MatMul
{
    /// <summary>PyTorch's matmul: vectors are rows or columns as needed, leading dimensions are broadcast. Recorded.</summary>
    internal static Tensor Apply(Tensor a, Tensor b)
    {
        if (a._shape.Length == 0 || b._shape.Length == 0) throw Fail.Native("matmul: a tensor without dimensions is no matrix; multiply with *");
        RequireType("matmul", a, b);
        if (a._shape.Length == 1 && b._shape.Length == 1) return Dot(a, b);
        if (a._shape.Length == 2 && b._shape.Length == 2) return Matrices(a, b);
        if (a._shape.Length == 1)
        {
            using var row = a.unsqueeze(0);
            using var product = Apply(row, b);
            return product.squeeze(-2);
        }
        if (b._shape.Length == 1)
        {
            using var column = b.unsqueeze(1);
            using var product = Apply(a, column);
            return product.squeeze(-1);
        }
        if (b._shape.Length == 2)
        {
            // A stack of matrices times one matrix is one tall matrix times that matrix.
            using var tall = a.reshape(-1, a._shape[^1]);
            using var product = Matrices(tall, b);
            return product.reshape([.. a._shape.AsSpan(0, a._shape.Length - 1), b._shape[1]]);
        }
        long[] stack = Shapes.Broadcast("matmul", a._shape[..^2], b._shape[..^2]);
        using var wa = a.expand([.. stack, .. a._shape.AsSpan(a._shape.Length - 2)]);
        using var wb = b.expand([.. stack, .. b._shape.AsSpan(b._shape.Length - 2)]);
        using var sa = wa.reshape(-1, a._shape[^2], a._shape[^1]);
        using var sb = wb.reshape(-1, b._shape[^2], b._shape[^1]);
        using var y = Stacks(sa, sb);
        return y.reshape([.. stack, a._shape[^2], b._shape[^1]]);
    }

    private static void RequireType(string operation, Tensor a, Tensor b)
    {
        if (a._type != b._type) throw Fail.Types(operation, a._type, b._type);
        if (a._type == ScalarType.Bool) throw Fail.Type(operation, a._type);
    }

    internal static Tensor Dot(Tensor a, Tensor b)
    {
        RequireType("dot", a, b);
        if (a._shape.Length != 1 || b._shape.Length != 1 || a._count != b._count)
            throw new InvalidOperationException($"dot wants two vectors of one length, and these are [{string.Join(", ", a._shape)}] and [{string.Join(", ", b._shape)}]");
        using var row = a.unsqueeze(0);
        using var column = b.unsqueeze(1);
        using var y = Matrices(row, column);
        return y.reshape(Shapes.Empty);
    }

    /// <summary>The product of two matrices.</summary>
    internal static Tensor Matrices(Tensor a, Tensor b)
    {
        if (a._shape.Length != 2 || b._shape.Length != 2) throw Fail.Native($"mm multiplies matrices, and these have {a._shape.Length} and {b._shape.Length} dimensions");
        RequireType("mm", a, b);
        if (a._shape[1] != b._shape[0]) throw Fail.Shape("mm: columns of the first and rows of the second", a._shape, b._shape);
        var y = Tensor.New(a._type, [a._shape[0], b._shape[1]]);
        Multiply(a, b, y, false);
        return GradMode.Records(a, b) ? y.SetHistory(new ProductNode(a, b, Matrices)) : y;
    }

    /// <summary>The products of two stacks of matrices, one by one.</summary>
    internal static Tensor Stacks(Tensor a, Tensor b)
    {
        if (a._shape.Length != 3 || b._shape.Length != 3) throw Fail.Native($"bmm multiplies stacks of matrices (3 dimensions), and these have {a._shape.Length} and {b._shape.Length}");
        RequireType("bmm", a, b);
        if (a._shape[0] != b._shape[0] || a._shape[2] != b._shape[1]) throw Fail.Shape("bmm", a._shape, b._shape);
        var y = Tensor.New(a._type, [a._shape[0], a._shape[1], b._shape[2]]);
        StackInto(a, b, y);
        return GradMode.Records(a, b) ? y.SetHistory(new ProductNode(a, b, Stacks)) : y;
    }

    private static void StackInto(Tensor a, Tensor b, Tensor y)
    {
        for (int i = 0; i < a._shape[0]; i++)
        {
            using var ma = Level(a, i);
            using var mb = Level(b, i);
            using var my = Level(y, i);
            Multiply(ma, mb, my, false);
        }
    }

    private static Tensor Level(Tensor x, int i) => x.Share(x._shape[1..], x._strides[1..], x._offset + i * x._strides[0]);

    /// <summary>y = a b, or y += a b, for a row-major y. Transposed operands are read as they lie.</summary>
    internal static void Multiply(Tensor a, Tensor b, Tensor y, bool add)
    {
        switch (y._type)
        {
            case ScalarType.Float32: Multiply<float>(a, b, y, add); break;
            case ScalarType.Float64: Multiply<double>(a, b, y, add); break;
            default:
                {
                    using var wa = Copy.RowMajor(a, ScalarType.Int64);
                    using var wb = Copy.RowMajor(b, ScalarType.Int64);
                    using var wy = Tensor.NewZeros(ScalarType.Int64, y._shape);
                    var p = wa.Span<long>();
                    var q = wb.Span<long>();
                    var z = wy.Span<long>();
                    int m = (int)y._shape[0], n = (int)y._shape[1], k = (int)a._shape[1];
                    for (int i = 0; i < m; i++)
                        for (int l = 0; l < k; l++)
                            for (int j = 0; j < n; j++) z[i * n + j] += p[i * k + l] * q[l * n + j];
                    Copy.Values(wy, y);
                    break;
                }
        }
    }

    private static void Multiply<T>(Tensor a, Tensor b, Tensor y, bool add) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var ca = Rows(a, out bool turnA, out int lda);
        using var cb = Rows(b, out bool turnB, out int ldb);
        int m = (int)y._shape[0], n = (int)y._shape[1], k = (int)a._shape[1];
        Product.Run<T>(turnA, turnB, m, n, k, ca.Reach<T>(), lda, cb.Reach<T>(), ldb, add ? T.One : T.Zero, y.Span<T>(), Math.Max(1, n));
    }

    /// <summary>A matrix as a product can read it: by rows, by columns, or else copied. The caller disposes the result.</summary>
    private static Tensor Rows(Tensor x, out bool turned, out int stride)
    {
        long rows = x._shape[0], columns = x._shape[1];
        if ((x._strides[1] == 1 || columns <= 1) && (x._strides[0] >= columns || rows <= 1) && x._strides[0] > 0)
        {
            turned = false;
            stride = (int)Math.Max(Math.Max(1, columns), x._strides[0]);
            return new Tensor(x);
        }
        if ((x._strides[0] == 1 || rows <= 1) && (x._strides[1] >= rows || columns <= 1) && x._strides[1] > 0)
        {
            turned = true;
            stride = (int)Math.Max(Math.Max(1, rows), x._strides[1]);
            return new Tensor(x);
        }
        turned = false;
        stride = (int)Math.Max(1, columns);
        return Copy.Contiguous(x);
    }

    /// <summary>The node of a product of matrices, or of stacks of them.</summary>
    private sealed class ProductNode : Node
    {
        private readonly Func<Tensor, Tensor, Tensor> _multiply;
        private Saved _a, _b;

        internal ProductNode(Tensor a, Tensor b, Func<Tensor, Tensor, Tensor> multiply)
        {
            _multiply = multiply;
            Input(0, a);
            Input(1, b);
            if (Needs(1)) _a = new Saved(a);
            if (Needs(0)) _b = new Saved(b);
        }

        protected override bool ReleaseSaved()
        {
            _a.Release();
            _b.Release();
            return true;
        }

        protected override void Backward(Tensor g, Engine engine)
        {
            if (Needs(1))
            {
                using var at = _a.Value.transpose(-2, -1);
                Send(engine, 1, _multiply(at, g));
            }
            if (Needs(0))
            {
                using var bt = _b.Value.transpose(-2, -1);
                Send(engine, 0, _multiply(g, bt));
            }
        }
    }
}
