using System.Numerics;
using Simd.Kernels;
using Simd.Tests.Support;

namespace Simd.Tests;

public class GemmSingleTests : GemmTests<float>;

public class GemmDoubleTests : GemmTests<double>;

public abstract class GemmTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (bool A, bool B)[] Transposes = [(false, false), (false, true), (true, false), (true, true)];

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Small_and_awkward_sizes_agree_with_the_definition(string family)
    {
        using Settings settings = Settings.Family(family);
        int[] sizes = [0, 1, 2, 3, 5, 6, 7, 8, 9, 13, 17, 25];
        var random = new Random(1);
        foreach (int m in sizes)
        {
            foreach (int n in sizes)
            {
                int k = sizes[random.Next(sizes.Length)];
                foreach ((bool a, bool b) in Transposes)
                    Check(m, n, k, a, b, alpha: 1, beta: 0, gap: random.Next(3), random);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Sizes_around_the_tiles_agree_with_the_definition(string family)
    {
        using Settings settings = Settings.Family(family);
        int[] rows = [5, 6, 7, 8, 9, 12, 47], columns = [7, 8, 9, 15, 16, 17, 23, 24, 25, 47, 48, 49, 97];
        var random = new Random(2);
        foreach (int m in rows)
        {
            foreach (int n in columns)
            {
                (bool a, bool b) = Transposes[random.Next(4)];
                Check(m, n, 31, a, b, alpha: -1.5, beta: random.Next(2) * 0.75, gap: 1, random);
            }
        }
    }

    [Theory]
    [InlineData(131, 127, 139, 1, 0)]
    [InlineData(300, 70, 811, 2, 1)]
    [InlineData(61, 300, 400, 1, -0.5)]
    [InlineData(3, 2900, 300, 1, 0)]
    [InlineData(2, 4201, 401, 1, 1)]
    [InlineData(35, 7001, 331, 1, 0.5)]
    [InlineData(907, 67, 353, 1, 0)]
    [InlineData(1031, 5, 3, 1, 0.25)]
    [InlineData(1, 1, 5003, 1, 0)]
    public void Sizes_beyond_the_blocks_agree_with_the_definition(int m, int n, int k, double alpha, double beta)
    {
        var random = new Random(3);
        foreach (int threads in new[] { 1, 3 })
        {
            using var settings = new Settings(threads: threads);
            foreach ((bool a, bool b) in Transposes)
                Check(m, n, k, a, b, alpha, beta, gap: 3, random);
        }
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Every_family_agrees_on_a_product_that_is_packed(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(4);
        foreach ((bool a, bool b) in Transposes)
            Check(101, 263, 300, a, b, alpha: 1, beta: 1, gap: 0, random);
    }

    private static void Check(int m, int n, int k, bool transposeA, bool transposeB, double alpha, double beta, int gap, Random random)
    {
        using var a = new GuardedMatrix<T>(transposeA ? k : m, transposeA ? m : k, gap, random);
        using var b = new GuardedMatrix<T>(transposeB ? n : k, transposeB ? k : n, gap, random);
        using var c = new GuardedMatrix<T>(m, n, gap, beta == 0 ? null : random);
        T[] old = c.Span.ToArray();

        Blas.Gemm(
            transposeA ? Transpose.Yes : Transpose.No, transposeB ? Transpose.Yes : Transpose.No, m, n, k,
            Numbers<T>.Of(alpha), a.Span, a.Stride, b.Span, b.Stride, Numbers<T>.Of(beta), c.Span, c.Stride);

        c.GapsShouldBeUntouched();
        // Of a large result, every element of the first and last rows and columns and a sample of the others.
        bool all = (long)m * n * k < 200_000;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (!all && i > 0 && j > 0 && i < m - 1 && j < n - 1 && (i * 31 + j * 17) % 97 != 0)
                    continue;
                DoubleDouble sum = 0;
                double size = 0;
                for (int l = 0; l < k; l++)
                {
                    double x = a.Op(transposeA, i, l), y = b.Op(transposeB, l, j);
                    sum += (DoubleDouble)x * y;
                    size += Math.Abs(x * y);
                }
                double before = beta == 0 ? 0 : double.CreateTruncating(old[i * c.Stride + j]);
                double expected = (double)(sum * alpha + (DoubleDouble)before * beta);
                double bound = (k + 4) * Numbers<T>.Unit * (Math.Abs(alpha) * size + Math.Abs(beta * before));
                double error = Math.Abs(double.CreateTruncating(c[i, j]) - expected);
                if (!(error <= bound))
                    throw new ShouldAssertException($"{m} x {n} x {k}, transposed {transposeA}, {transposeB}: element ({i}, {j}) is off by {error}, allowed {bound}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_epilogue_is_bias_then_activation_bit_for_bit(int threads)
    {
        foreach (string family in Enum.GetNames<KernelFamily>())
        {
            using Settings settings = Settings.Family(family);
            SimdOptions.ThreadCount = threads;
            foreach ((int m, int n, int k) in new[] { (1, 1, 1), (7, 19, 5), (13, 50, 0), (130, 37, 70) })
            {
                T[] a = Numbers<T>.Random(m * k, 1), b = Numbers<T>.Random(k * n, 2), bias = Numbers<T>.Random(n, 3);
                var plain = new T[m * n];
                Blas.Gemm(Transpose.No, Transpose.Yes, m, n, k, T.One, a, Math.Max(1, k), b, Math.Max(1, k), T.Zero, plain, n);
                foreach (Activation activation in Enum.GetValues<Activation>())
                {
                    foreach (bool shifted in new[] { false, true })
                    {
                        using var fused = new Guarded<T>(m * n);
                        using var guardedBias = new Guarded<T>(n);
                        bias.CopyTo(guardedBias.Span);
                        Blas.Gemm(
                            Transpose.No, Transpose.Yes, m, n, k, T.One, a, Math.Max(1, k), b, Math.Max(1, k), T.Zero, fused.Span, n,
                            new Epilogue<T>(shifted ? guardedBias.Span : default, activation));
                        T[] expected = [.. plain.Select((x, at) => shifted ? x + bias[at % n] : x)];
                        Elementwise.Apply(activation, expected, expected);
                        fused.Span.SequenceEqual(expected).ShouldBeTrue($"{family}, {activation}, {m} x {n} x {k}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(150, 170, 190)]
    [InlineData(503, 41, 307)]
    [InlineData(7, 901, 307)]
    [InlineData(64, 64, 1500)]
    public void The_number_of_threads_does_not_change_a_bit(int m, int n, int k)
    {
        T[] a = Numbers<T>.Random(m * k, 1), b = Numbers<T>.Random(n * k, 2), bias = Numbers<T>.Random(n, 3);
        foreach ((bool ta, bool tb) in Transposes)
        {
            T[]? first = null;
            for (int threads = 1; threads <= 4; threads++)
            {
                using var settings = new Settings(threads: threads);
                var c = new T[m * n];
                Blas.Gemm(
                    ta ? Transpose.Yes : Transpose.No, tb ? Transpose.Yes : Transpose.No, m, n, k,
                    T.One, a, ta ? m : k, b, tb ? k : n, T.Zero, c, n, new Epilogue<T>(bias, Activation.Tanh));
                (first ??= c).AsSpan().SequenceEqual(c).ShouldBeTrue($"{threads} threads");
            }
        }
    }

    [Fact]
    public void Column_major_is_the_product_of_the_transposes()
    {
        // A = [1 2; 3 4; 5 6] and B = [1 0 2; 0 1 3], both stored column by column.
        T[] a = [.. new[] { 1, 3, 5, 2, 4, 6 }.Select(x => T.CreateTruncating(x))], b = [.. new[] { 1, 0, 0, 1, 2, 3 }.Select(x => T.CreateTruncating(x))];
        var c = new T[9];
        Blas.GemmColumnMajor(Transpose.No, Transpose.No, 3, 3, 2, T.One, a, 3, b, 2, T.Zero, c, 3);
        c.Select(x => double.CreateTruncating(x)).ShouldBe([1, 3, 5, 2, 4, 6, 8, 18, 28]);
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void NaN_and_infinity_reach_exactly_the_rows_and_columns_they_touch(string family)
    {
        using Settings settings = Settings.Family(family);
        const int m = 11, n = 29, k = 19;
        T[] a = Numbers<T>.Random(m * k, 1), b = Numbers<T>.Random(k * n, 2), c = new T[m * n];
        a[4 * k + 3] = T.NaN;
        b[5 * n + 27] = T.PositiveInfinity;
        Blas.Gemm(Transpose.No, Transpose.No, m, n, k, T.One, a, k, b, n, T.Zero, c, n);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == 4)
                    T.IsNaN(c[i * n + j]).ShouldBeTrue();
                else
                    T.IsInfinity(c[i * n + j]).ShouldBe(j == 27);
            }
        }
    }

    [Fact]
    public void Beta_zero_forgets_NaN_and_beta_one_keeps_it()
    {
        T[] a = [T.One], nan = [T.NaN];
        Blas.Gemm(Transpose.No, Transpose.No, 1, 1, 1, T.One, a, 1, a, 1, T.Zero, nan, 1);
        nan[0].ShouldBe(T.One);
        nan[0] = T.NaN;
        Blas.Gemm(Transpose.No, Transpose.No, 1, 1, 1, T.One, a, 1, a, 1, T.One, nan, 1);
        T.IsNaN(nan[0]).ShouldBeTrue();
    }

    [Fact]
    public void Alpha_zero_and_an_empty_sum_scale_C_without_reading_the_operands()
    {
        T two = Numbers<T>.Of(2);
        T[] nan = [T.NaN], c = [two];
        Blas.Gemm(Transpose.No, Transpose.No, 1, 1, 1, T.Zero, nan, 1, nan, 1, two, c, 1);
        c[0].ShouldBe(Numbers<T>.Of(4));
        Blas.Gemm<T>(Transpose.No, Transpose.No, 1, 1, 0, T.One, [], 1, [], 1, two, c, 1);
        c[0].ShouldBe(Numbers<T>.Of(8));
        c[0] = T.NaN;
        Blas.Gemm<T>(Transpose.No, Transpose.No, 1, 1, 0, T.One, [], 1, [], 1, T.Zero, c, 1);
        c[0].ShouldBe(T.Zero);
    }

    [Fact]
    public void Alpha_NaN_makes_everything_NaN()
    {
        T[] a = [T.One], c = [T.One];
        Blas.Gemm(Transpose.No, Transpose.No, 1, 1, 1, T.NaN, a, 1, a, 1, T.One, c, 1);
        T.IsNaN(c[0]).ShouldBeTrue();
    }

    [Fact]
    public void Callers_on_many_threads_get_what_one_gets()
    {
        const int size = 120, callers = 6;
        using var settings = new Settings(threads: 3);
        T[][] inputs = [.. Enumerable.Range(0, callers).Select(seed => Numbers<T>.Random(size * size, seed))];
        T[][] expected = [.. inputs.Select(Square)];
        Parallel.For(0, callers * 20, new ParallelOptions { MaxDegreeOfParallelism = callers }, call =>
            Square(inputs[call % callers]).AsSpan().SequenceEqual(expected[call % callers]).ShouldBeTrue());

        static T[] Square(T[] x)
        {
            var c = new T[size * size];
            Blas.Gemm(Transpose.No, Transpose.Yes, size, size, size, T.One, x, size, x, size, T.Zero, c, size);
            return c;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_call_allocates_nothing_once_warm(int threads)
    {
        using var settings = new Settings(threads: threads);
        T[] a = Numbers<T>.Random(150 * 150, 1), c = new T[150 * 150];
        void Call()
        {
            Blas.Gemm(Transpose.Yes, Transpose.Yes, 150, 150, 150, T.One, a, 150, a, 150, T.Zero, c, 150, new Epilogue<T>(default, Activation.Selu));
            Blas.Syrk(Triangle.Both, Transpose.Yes, 150, 150, T.One, a, 150, T.Zero, c, 150);
            Blas.Trsm(Side.Right, Triangle.Lower, Transpose.No, Diagonal.Unit, 150, 150, T.One, a, 150, c, 150);
            Blas.Gemv<T>(Transpose.No, 150, 150, T.One, a, 150, a.AsSpan(0, 150), T.Zero, c.AsSpan(0, 150));
            Blas.Symv<T>(Triangle.Lower, 150, T.One, a, 150, a.AsSpan(0, 150), T.Zero, c.AsSpan(0, 150));
            Elementwise.Exp<T>(c, c);
        }
        // Tiered compilation allocates on the calling thread now and then: one quiet batch is enough to show that a call does not.
        Call();
        long least = long.MaxValue;
        for (int batch = 0; batch < 10; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
                Call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        least.ShouldBe(0);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        var x = new T[12];
        Should.Throw<ArgumentException>(() => Blas.Gemm<T>(Transpose.No, Transpose.No, 3, 3, 5, T.One, x, 5, x, 3, T.Zero, x, 3))
            .Message.ShouldContain("a holds 12 numbers, but 3 x 5 as stored with lda = 5 needs 15");
        Should.Throw<ArgumentOutOfRangeException>(() => Blas.Gemm<T>(Transpose.No, Transpose.Yes, 2, 3, 4, T.One, x, 4, x, 3, T.Zero, x, 3))
            .Message.ShouldContain("ldb");
        Should.Throw<ArgumentOutOfRangeException>(() => Blas.Gemm<T>(Transpose.No, Transpose.No, 2, -3, 4, T.One, x, 4, x, 3, T.Zero, x, 3))
            .ParamName.ShouldBe("n");
        Should.Throw<ArgumentException>(() => Blas.Gemm<T>(Transpose.No, Transpose.No, 2, 2, 2, T.One, x, 2, x, 2, T.Zero, x, 2, new Epilogue<T>(x)))
            .ParamName.ShouldBe("epilogue.Bias");
        Should.Throw<ArgumentOutOfRangeException>(() => Blas.Gemm<T>((Transpose)7, Transpose.No, 2, 2, 2, T.One, x, 2, x, 2, T.Zero, x, 2))
            .ParamName.ShouldBe("transposeA");
        Should.Throw<NotSupportedException>(() => Blas.Dot<Half>([], []));
    }
}
