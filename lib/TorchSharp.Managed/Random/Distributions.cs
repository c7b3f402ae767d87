namespace TorchSharp;

/// <summary>Fills tensors with random numbers, drawing in PyTorch's order.</summary>
internal static class Distributions
{
    /// <summary>PyTorch fills from this many elements on in blocks of sixteen.</summary>
    private const int NormalBlock = 16;

    internal static void Uniform(Tensor y, double from, double to, torch.Generator generator)
    {
        if (!(from <= to)) throw Fail.Native($"uniform: the lower bound {from} is above the upper {to}");
        Fill(y, generator, row =>
        {
            if (row._type == ScalarType.Float32)
            {
                var (low, width) = ((float)from, (float)to - (float)from);
                foreach (ref float v in row.Span<float>()) v = generator.Single() * width + low;
            }
            else
            {
                foreach (ref double v in row.Span<double>()) v = generator.Double() * (to - from) + from;
            }
        });
    }

    internal static void Normal(Tensor y, double mean, double std, torch.Generator generator)
    {
        if (!(std >= 0)) throw Fail.Native($"normal: the standard deviation is not negative, and this is {std}");
        Fill(y, generator, row =>
        {
            if (row._type == ScalarType.Float32) Normal(row.Span<float>(), (float)mean, (float)std, generator);
            else Normal(row.Span<double>(), mean, std, generator);
        });
    }

    private static void Normal<T>(Span<T> y, T mean, T std, torch.Generator generator) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Length < NormalBlock)
        {
            foreach (ref var v in y) v = T.CreateTruncating(generator.Normal() * double.CreateTruncating(std) + double.CreateTruncating(mean));
            return;
        }
        foreach (ref var v in y) v = Draw<T>(generator);
        for (int i = 0; i + NormalBlock <= y.Length; i += NormalBlock) Transform(y.Slice(i, NormalBlock), mean, std);
        if (y.Length % NormalBlock == 0) return;
        // What is left over is drawn anew together with its predecessors, as one whole block.
        var tail = y[^NormalBlock..];
        foreach (ref var v in tail) v = Draw<T>(generator);
        Transform(tail, mean, std);
    }

    private static T Draw<T>(torch.Generator generator) where T : unmanaged, INumberBase<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(generator.Single()) : T.CreateTruncating(generator.Double());

    /// <summary>Sixteen uniform numbers into sixteen normal ones: the first eight give the radii, the others the angles.</summary>
    private static void Transform<T>(Span<T> block, T mean, T std) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < NormalBlock / 2; i++)
        {
            T u = T.One - block[i], angle = (T.One + T.One) * T.Pi * block[i + NormalBlock / 2];
            var radius = T.Sqrt(-(T.One + T.One) * T.Log(u));
            block[i] = radius * T.Cos(angle) * std + mean;
            block[i + NormalBlock / 2] = radius * T.Sin(angle) * std + mean;
        }
    }

    /// <summary>1 with probability p, else 0.</summary>
    internal static void Bernoulli(Tensor y, double p, torch.Generator generator)
    {
        if (!(p >= 0 && p <= 1)) throw Fail.Native($"bernoulli: a probability lies between 0 and 1, and this is {p}");
        using var row = Tensor.New(ScalarType.Float32, y._shape);
        float threshold = (float)p;
        lock (generator.Gate) foreach (ref float v in row.Span<float>()) v = generator.Single() < threshold ? 1 : 0;
        Copy.Values(row, y);
    }

    internal static void Integers(Tensor y, long low, long high, torch.Generator generator)
    {
        if (low >= high) throw Fail.Native($"randint: the lower bound {low} is not below the upper {high}");
        ulong range = (ulong)(high - low);
        using var row = Tensor.New(ScalarType.Int64, y._shape);
        lock (generator.Gate)
            foreach (ref long v in row.Span<long>()) v = (long)((range >> 32 != 0 ? generator.Bits64() : generator.Bits32()) % range) + low;
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
        using var u = Tensor.New(ScalarType.Float64, Required(input)._shape);
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
