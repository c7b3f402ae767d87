namespace TorchSharp;

/// <summary>Fills tensors with random numbers, drawing in PyTorch's order.</summary>
internal static class Distributions
{
    /// <summary>PyTorch fills from this many elements on in blocks of sixteen.</summary>
    private const int NormalBlock = 16;

    /// <summary>Blocks that a thread transforms at a time.</summary>
    private const int PieceBlocks = 256;

    internal static void Uniform(Tensor y, double from, double to, torch.Generator generator)
    {
        if (!(from <= to)) throw Fail.Native($"uniform: the lower bound {from} is above the upper {to}");
        Fill(y, generator, row =>
        {
            if (row._type == ScalarType.Float32) Uniform(row.Span<float>(), (float)from, (float)to - (float)from, generator);
            else Uniform(row.Span<double>(), from, to - from, generator);
        });
    }

    /// <summary>24 bits of one draw each, or 53 bits of two, of which the first gives the upper half; in one pass over numbers that are still bits.</summary>
    private static void Uniform<T>(Span<T> y, T low, T width, torch.Generator generator) where T : unmanaged, IFloatingPointIeee754<T>
    {
        generator.Bits32(MemoryMarshal.Cast<T, uint>(y));
        for (; y.Length >= Vector<T>.Count; y = y[Vector<T>.Count..])
        {
            Vector<T> unit = typeof(T) == typeof(float)
                ? (Vector.ConvertToSingle(new Vector<T>(y).As<T, int>() & new Vector<int>(0xffffff)) * (1f / 16777216)).As<float, T>()
                : (Vector.ConvertToDouble(Turned(new Vector<T>(y).As<T, long>()) & new Vector<long>(0x1fffffffffffff)) * (1.0 / 9007199254740992)).As<double, T>();
            (unit * width + new Vector<T>(low)).CopyTo(y);
        }
        foreach (ref var v in y)
        {
            T unit = typeof(T) == typeof(float)
                ? T.CreateTruncating((Unsafe.BitCast<T, uint>(v) & 0xffffff) * (1f / 16777216))
                : T.CreateTruncating((BitOperations.RotateLeft(Unsafe.BitCast<T, ulong>(v), 32) & 0x1fffffffffffff) * (1.0 / 9007199254740992));
            v = unit * width + low;
        }
    }

    /// <summary>Both halves of each number exchanged.</summary>
    private static Vector<long> Turned(Vector<long> x) => (x << 32) | (x >>> 32);

    internal static void Normal(Tensor y, double mean, double std, torch.Generator generator)
    {
        if (!(std >= 0)) throw Fail.Native($"normal: the standard deviation is not negative, and this is {std}");
        Fill(y, generator, row =>
        {
            if (row._type == ScalarType.Float32) Normal<float>(row, (float)mean, (float)std, generator);
            else Normal<double>(row, mean, std, generator);
        });
    }

    private static void Normal<T>(Tensor row, T mean, T std, torch.Generator generator) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = row.Span<T>();
        if (y.Length < NormalBlock)
        {
            foreach (ref var v in y) v = T.CreateTruncating(generator.Normal() * double.CreateTruncating(std) + double.CreateTruncating(mean));
            return;
        }
        Uniform(y, T.Zero, T.One, generator);
        // The draws follow one another; what is made of them need not.
        Simd.Split.Run(y.Length / NormalBlock, PieceBlocks, (row, mean, std), static (s, lo, hi) =>
            Transform(s.row.Span<T>()[(lo * NormalBlock)..(hi * NormalBlock)], s.mean, s.std));
        if (y.Length % NormalBlock == 0) return;
        // What is left over is drawn anew together with its predecessors, as one whole block.
        var tail = y[^NormalBlock..];
        Uniform(tail, T.Zero, T.One, generator);
        Transform(tail, mean, std);
    }

    /// <summary>Uniform numbers into normal ones, in blocks of sixteen: the first eight give the radii, the others the angles.</summary>
    private static void Transform<T>(Span<T> y, T mean, T std) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int half = NormalBlock / 2, most = PieceBlocks / 8 * half;
        Span<T> radii = stackalloc T[most], cosines = stackalloc T[most], sines = stackalloc T[most];
        for (; !y.IsEmpty; y = y[(2 * radii.Length)..])
        {
            int count = Math.Min(most, y.Length / 2);
            radii = radii[..count];
            cosines = cosines[..count];
            sines = sines[..count];
            for (int i = 0; i < count; i += half)
            {
                y.Slice(2 * i, half).CopyTo(radii[i..]);
                y.Slice(2 * i + half, half).CopyTo(sines[i..]);
            }
            TensorPrimitives.Subtract(T.One, radii, radii);
            TensorPrimitives.Log<T>(radii, radii);
            TensorPrimitives.Multiply(radii, -(T.One + T.One), radii);
            TensorPrimitives.Sqrt<T>(radii, radii);
            TensorPrimitives.Multiply(sines, (T.One + T.One) * T.Pi, sines);
            TensorPrimitives.Cos<T>(sines, cosines);
            TensorPrimitives.Sin<T>(sines, sines);
            Vectorised.Run<T, Vectorised.Scaled<T>>(radii, cosines, cosines, std, mean);
            Vectorised.Run<T, Vectorised.Scaled<T>>(radii, sines, sines, std, mean);
            for (int i = 0; i < count; i += half)
            {
                cosines.Slice(i, half).CopyTo(y[(2 * i)..]);
                sines.Slice(i, half).CopyTo(y[(2 * i + half)..]);
            }
        }
    }

    /// <summary>A number with probability p, else 0.</summary>
    internal static void Bernoulli(Tensor y, double p, torch.Generator generator, double number = 1)
    {
        if (!(p >= 0 && p <= 1)) throw Fail.Native($"bernoulli: a probability lies between 0 and 1, and this is {p}");
        using var row = y is { _type: ScalarType.Float32, _rowMajor: true } ? new Tensor(y) : Tensor.New(ScalarType.Float32, y._shape);
        lock (generator.Gate) Bernoulli(row.Span<float>(), p, y._type == ScalarType.Float32 ? (float)number : 1, generator);
        if (y._type == ScalarType.Float32 && y._rowMajor) return;
        Copy.Values(row, y);
        if (number != 1 && y._type != ScalarType.Float32) Binary.Into(BinaryKind.Mul, y, number, false, y);
    }

    /// <summary>Hits where 53 bits of two draws are below p.</summary>
    private static void Bernoulli(Span<float> y, double p, float number, torch.Generator generator)
    {
        const long unit = 0x1fffffffffffff;
        long limit = (long)Math.Ceiling(p * (unit + 1));
        Span<ulong> draws = stackalloc ulong[512];
        for (; !y.IsEmpty; y = y[draws.Length..])
        {
            if (draws.Length > y.Length) draws = draws[..y.Length];
            generator.Bits32(MemoryMarshal.Cast<ulong, uint>(draws));
            int i = 0;
            for (; i + Vector<float>.Count <= draws.Length; i += Vector<float>.Count)
            {
                var first = Vector.LessThan(Turned(new Vector<ulong>(draws[i..]).As<ulong, long>()) & new Vector<long>(unit), new Vector<long>(limit));
                var second = Vector.LessThan(Turned(new Vector<ulong>(draws[(i + Vector<long>.Count)..]).As<ulong, long>()) & new Vector<long>(unit), new Vector<long>(limit));
                (Vector.Narrow(first, second) & new Vector<float>(number).As<float, int>()).As<int, float>().CopyTo(y[i..]);
            }
            for (; i < draws.Length; i++) y[i] = ((long)BitOperations.RotateLeft(draws[i], 32) & unit) < limit ? number : 0;
        }
    }

    internal static void Integers(Tensor y, long low, long high, torch.Generator generator)
    {
        if (low >= high) throw Fail.Native($"randint: the lower bound {low} is not below the upper {high}");
        ulong range = (ulong)(high - low);
        using var row = Tensor.New(ScalarType.Int64, y._shape);
        lock (generator.Gate)
            foreach (ref long v in row.Span<long>()) v = (long)((range >> 28 != 0 ? generator.Bits64() : generator.Bits32()) % range) + low;
        Copy.Values(row, y);
    }

    internal static void Permutation(Span<long> y, torch.Generator generator)
    {
        for (int i = 0; i < y.Length; i++) y[i] = i;
        lock (generator.Gate)
            for (int i = 0; i < y.Length - 1; i++)
            {
                int j = i + (int)(generator.Bits32() % (uint)(y.Length - i));
                (y[i], y[j]) = (y[j], y[i]);
            }
    }

    private static void Fill(Tensor y, torch.Generator generator, Action<Tensor> draw)
    {
        if (!y._type.IsFloating()) throw Fail.Type("a random fill with real numbers", y._type);
        using var row = y._rowMajor ? new Tensor(y) : Tensor.New(y._type, y._shape);
        lock (generator.Gate) draw(row);
        if (!y._rowMajor) Copy.Values(row, y);
        y.Storage.Version++;
    }
}

public static partial class torch
{
    /// <summary>The numbers 0 to n - 1 in random order, Int64.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        if (n < 0) throw Fail.Native($"randperm: the number of elements is not negative, and this is {n}");
        var y = Tensor.New(ScalarType.Int64, [n]);
        Distributions.Permutation(y.Span<long>(), generator ?? Generator.Default);
        return Finish(y, dtype, device, requires_grad);
    }

    /// <summary>Random integers, 0 &lt;= i &lt; <paramref name="high"/>.</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>Random integers, low &lt;= i &lt; <paramref name="high"/>.</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var y = Tensor.New(dtype ?? ScalarType.Int64, [.. Required(size)]);
        Distributions.Integers(y, low, high, generator ?? Generator.Default);
        return Finish(y, null, device, requires_grad);
    }

    /// <summary>1 with the probability that each element gives, else 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null)
    {
        using var u = Tensor.New(Required(input)._type == ScalarType.Float32 ? ScalarType.Float32 : ScalarType.Float64, input._shape);
        Distributions.Uniform(u, 0, 1, generator ?? Generator.Default);
        using var hit = Compare.Apply(Comparison.Less, u, input);
        return Copy.Convert(hit, input._type);
    }

    public partial class Tensor
    {
        /// <summary>Fills with uniform random numbers, from &lt;= x &lt; to. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            ViewOps.RequireWritable(this);
            Distributions.Uniform(this, from, to, generator ?? Generator.Default);
            return this;
        }

        /// <summary>Fills with normal random numbers. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            ViewOps.RequireWritable(this);
            Distributions.Normal(this, mean, std, generator ?? Generator.Default);
            return this;
        }

        /// <summary>Fills with 1 (probability p) and 0. In place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            ViewOps.RequireWritable(this);
            Distributions.Bernoulli(this, p, generator ?? Generator.Default);
            Storage.Version++;
            return this;
        }

        /// <summary>1 with the probability that each element gives, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => torch.bernoulli(this, generator);

        /// <summary>Uniform random numbers of this shape and, unless another is named, this type.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Normal random numbers of this shape and, unless another is named, this type.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randn_like(this, dtype, device, requires_grad);
    }
}
