using System.Numerics;
using Simd.Tests.Support;

namespace Simd.Tests;

public class BlasSingleTests : BlasTests<float>;

public class BlasDoubleTests : BlasTests<double>;

public abstract class BlasTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Syrk_is_the_triangle_of_the_product_and_leaves_the_rest_alone(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(1);
        foreach ((int n, int k) in new[] { (0, 3), (1, 1), (5, 0), (7, 3), (16, 33), (17, 1), (49, 20), (131, 41) })
        {
            foreach (bool transpose in new[] { false, true })
            {
                foreach (Triangle part in Enum.GetValues<Triangle>())
                    CheckSyrk(n, k, transpose, part, alpha: 0.5, beta: n % 2, random);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Large_syrk_is_the_product_to_the_last_bit(int threads)
    {
        using var settings = new Settings(threads: threads);
        const int n = 301, k = 700;
        T[] a = Numbers<T>.Random(n * k, 5), product = new T[n * n], c = new T[n * n];
        foreach (bool transpose in new[] { false, true })
        {
            int lda = transpose ? n : k;
            Blas.Gemm(transpose ? Transpose.Yes : Transpose.No, transpose ? Transpose.No : Transpose.Yes, n, n, k, T.One, a, lda, a, lda, T.Zero, product, n);
            Blas.Syrk(Triangle.Both, transpose ? Transpose.Yes : Transpose.No, n, k, T.One, a, lda, T.Zero, c, n);
            c.AsSpan().SequenceEqual(product).ShouldBeTrue();
        }
    }

    private static void CheckSyrk(int n, int k, bool transpose, Triangle part, double alpha, double beta, Random random)
    {
        using var a = new GuardedMatrix<T>(transpose ? k : n, transpose ? n : k, 2, random);
        using var c = new GuardedMatrix<T>(n, n, 1, random);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                c[i, j] = c[j, i];
        }
        T[] old = c.Span.ToArray();
        Blas.Syrk(part, transpose ? Transpose.Yes : Transpose.No, n, k, Numbers<T>.Of(alpha), a.Span, a.Stride, Numbers<T>.Of(beta), c.Span, c.Stride);
        c.GapsShouldBeUntouched();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                T before = old[i * c.Stride + j];
                if (part == Triangle.Lower && j > i || part == Triangle.Upper && j < i)
                {
                    c[i, j].ShouldBe(before);
                    continue;
                }
                double sum = 0, size = Math.Abs(double.CreateTruncating(before));
                for (int l = 0; l < k; l++)
                {
                    double term = a.Op(transpose, i, l) * a.Op(transpose, j, l);
                    sum += term;
                    size += Math.Abs(term);
                }
                Numbers<T>.Within(c[i, j], alpha * sum + beta * double.CreateTruncating(before), 2 * (k + 4) * Numbers<T>.Unit * size);
                if (part == Triangle.Both)
                    c[i, j].ShouldBe(c[j, i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Gemv_agrees_with_the_definition(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(2);
        int[] sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65];
        foreach (int m in sizes)
        {
            foreach (int n in sizes)
            {
                CheckGemv(m, n, false, 1, 0, random);
                CheckGemv(m, n, true, -2, 0.5, random);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Large_gemv_agrees_with_the_definition(int threads)
    {
        using var settings = new Settings(threads: threads);
        var random = new Random(3);
        foreach (bool transpose in new[] { false, true })
        {
            CheckGemv(401, 307, transpose, 1, 1, random);
            CheckGemv(3, 70_001, transpose, 1, 0, random);
            CheckGemv(70_001, 3, transpose, 1, 0, random);
        }
    }

    private static void CheckGemv(int m, int n, bool transpose, double alpha, double beta, Random random)
    {
        using var a = new GuardedMatrix<T>(m, n, 1, random);
        using var x = new GuardedMatrix<T>(1, transpose ? m : n, 0, random);
        using var y = new GuardedMatrix<T>(1, transpose ? n : m, 0, beta == 0 ? null : random);
        T[] old = y.Span.ToArray();
        Blas.Gemv<T>(transpose ? Transpose.Yes : Transpose.No, m, n, Numbers<T>.Of(alpha), a.Span, a.Stride, x.Span, Numbers<T>.Of(beta), y.Span);
        for (int i = 0; i < y.Columns; i++)
        {
            double before = beta == 0 ? 0 : double.CreateTruncating(old[i]);
            double sum = 0, size = Math.Abs(before);
            for (int l = 0; l < x.Columns; l++)
            {
                double term = a.Op(transpose, i, l) * x.Op(false, 0, l);
                sum += term;
                size += Math.Abs(alpha * term);
            }
            Numbers<T>.Within(y[0, i], alpha * sum + beta * before, 2 * (x.Columns + 4) * Numbers<T>.Unit * size);
        }
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Gemvt_is_two_products_one_after_the_other(string family)
    {
        using Settings settings = Settings.Family(family);
        foreach ((int m, int n) in new[] { (0, 3), (3, 0), (1, 1), (2, 5), (4, 8), (7, 9), (33, 17), (18, 65) })
            CheckGemvt(m, n);
    }

    [Fact]
    public void Gemvt_of_large_matrices_does_not_depend_on_the_thread_count()
    {
        foreach ((int m, int n) in new[] { (301, 403), (9, 20_001), (20_001, 7) })
        {
            T[] expected;
            using (new Settings(threads: 1))
                expected = CheckGemvt(m, n);
            foreach (int threads in new[] { 2, 5 })
            {
                using var settings = new Settings(threads: threads);
                CheckGemvt(m, n).ShouldBe(expected);
            }
        }
    }

    private static T[] CheckGemvt(int m, int n)
    {
        var random = new Random(m + n);
        using var a = new GuardedMatrix<T>(m, n, 1, random);
        T[] y = Numbers<T>.Random(n, 1), z = Numbers<T>.Random(m, 2);
        T[] first = (T[])z.Clone(), second = new T[n];
        T alpha = Numbers<T>.Of(-1.5);
        using Guarded<T> guardedY = new(n), guardedZ = new(m), guardedX = new(m), guardedW = new(n);
        y.CopyTo(guardedY.Span);
        z.CopyTo(guardedZ.Span);
        guardedX.Span.Fill(T.NaN);
        guardedW.Span.Fill(T.NaN);
        Blas.Gemvt<T>(m, n, alpha, a.Span, a.Stride, guardedY.Span, guardedZ.Span, guardedX.Span, guardedW.Span);
        T[] x = guardedX.Span.ToArray(), w = guardedW.Span.ToArray();
        Blas.Gemv<T>(Transpose.No, m, n, alpha, a.Span, a.Stride, y, T.One, first);
        Blas.Gemv<T>(Transpose.Yes, m, n, T.One, a.Span, a.Stride, x, T.Zero, second);
        double eps = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        for (int i = 0; i < m; i++)
            double.CreateChecked(x[i]).ShouldBe(double.CreateChecked(first[i]), (n + 4) * 2 * eps);
        double largest = x.Select(v => Math.Abs(double.CreateChecked(v))).DefaultIfEmpty().Max();
        for (int j = 0; j < n; j++)
            double.CreateChecked(w[j]).ShouldBe(double.CreateChecked(second[j]), (m + 4) * 2 * eps * Math.Max(1, largest));
        return [.. x, .. w];
    }

    [Fact]
    public void Gemv_forgets_NaN_for_beta_zero_and_skips_A_for_alpha_zero()
    {
        T[] nan = [T.NaN], y = [T.NaN], one = [T.One];
        Blas.Gemv<T>(Transpose.No, 1, 1, T.One, one, 1, one, T.Zero, y);
        y[0].ShouldBe(T.One);
        Blas.Gemv<T>(Transpose.Yes, 1, 1, T.Zero, nan, 1, one, Numbers<T>.Of(3), y);
        y[0].ShouldBe(Numbers<T>.Of(3));
        Blas.Gemv<T>(Transpose.Yes, 1, 1, T.One, nan, 1, one, T.Zero, y);
        T.IsNaN(y[0]).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Symv_reads_one_triangle_and_agrees_with_the_definition(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(6);
        foreach (int n in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 127, 128, 129, 131 })
        {
            CheckSymv(n, Triangle.Lower, 1, 0, random);
            CheckSymv(n, Triangle.Upper, -2, 0.5, random);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Large_symv_agrees_with_the_definition(int threads)
    {
        using var settings = new Settings(threads: threads);
        var random = new Random(7);
        foreach (int n in new[] { 257, 1100 })
        {
            CheckSymv(n, Triangle.Lower, 0.5, 1, random);
            CheckSymv(n, Triangle.Upper, 1, 0, random);
        }
    }

    private static void CheckSymv(int n, Triangle triangle, double alpha, double beta, Random random)
    {
        using var a = new GuardedMatrix<T>(n, n, 1, random);
        using var x = new GuardedMatrix<T>(1, n, 0, random);
        using var y = new GuardedMatrix<T>(1, n, 0, beta == 0 ? null : random);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (triangle == Triangle.Lower)
                    a[j, i] = T.NaN;
                else
                    a[i, j] = T.NaN;
            }
        }
        T[] old = y.Span.ToArray();
        Blas.Symv<T>(triangle, n, Numbers<T>.Of(alpha), a.Span, a.Stride, x.Span, Numbers<T>.Of(beta), y.Span);
        for (int i = 0; i < n; i++)
        {
            double before = beta == 0 ? 0 : double.CreateTruncating(old[i]);
            double sum = 0, size = Math.Abs(before);
            for (int j = 0; j < n; j++)
            {
                double term = a.Op(triangle == Triangle.Lower ? j > i : j < i, i, j) * x.Op(false, 0, j);
                sum += term;
                size += Math.Abs(alpha * term);
            }
            Numbers<T>.Within(y[0, i], alpha * sum + beta * before, 2 * (n + 4) * Numbers<T>.Unit * size, $"element {i} of {n}, {triangle}");
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1500)]
    public void Symv_is_the_same_to_the_last_bit_on_any_number_of_threads(int n)
    {
        T[] a = Numbers<T>.Random(n * n, 1), x = Numbers<T>.Random(n, 2);
        foreach (Triangle triangle in new[] { Triangle.Lower, Triangle.Upper })
        {
            T[]? first = null;
            for (int threads = 1; threads <= 4; threads++)
            {
                using var settings = new Settings(threads: threads);
                var y = new T[n];
                Blas.Symv<T>(triangle, n, T.One, a, n, x, T.Zero, y);
                (first ??= y).AsSpan().SequenceEqual(y).ShouldBeTrue($"{threads} threads");
            }
        }
    }

    [Fact]
    public void Symv_forgets_NaN_for_beta_zero_and_skips_A_for_alpha_zero()
    {
        T[] nan = [T.NaN], y = [T.NaN], one = [T.One];
        Blas.Symv<T>(Triangle.Lower, 1, T.One, one, 1, one, T.Zero, y);
        y[0].ShouldBe(T.One);
        Blas.Symv<T>(Triangle.Upper, 1, T.Zero, nan, 1, one, Numbers<T>.Of(3), y);
        y[0].ShouldBe(Numbers<T>.Of(3));
        Should.Throw<ArgumentOutOfRangeException>(() => Blas.Symv<T>(Triangle.Both, 1, T.One, one, 1, one, T.Zero, y)).ParamName.ShouldBe("triangle");
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Gemmtr_is_the_triangle_of_the_product_and_leaves_the_rest_alone(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(8);
        foreach ((int n, int k) in new[] { (0, 3), (1, 1), (5, 0), (7, 3), (16, 33), (49, 20), (131, 41) })
        {
            foreach (Triangle triangle in new[] { Triangle.Lower, Triangle.Upper })
            {
                bool turnA = random.Next(2) == 1, turnB = random.Next(2) == 1;
                using var a = new GuardedMatrix<T>(turnA ? k : n, turnA ? n : k, 1, random);
                using var b = new GuardedMatrix<T>(turnB ? n : k, turnB ? k : n, 2, random);
                using var c = new GuardedMatrix<T>(n, n, 1, random);
                T[] expected = c.Span.ToArray();
                Transpose opA = turnA ? Transpose.Yes : Transpose.No, opB = turnB ? Transpose.Yes : Transpose.No;
                Blas.Gemm(opA, opB, n, n, k, -T.One, a.Span, a.Stride, b.Span, b.Stride, Numbers<T>.Of(2), expected, c.Stride);
                T[] old = c.Span.ToArray();
                Blas.Gemmtr(triangle, opA, opB, n, k, -T.One, a.Span, a.Stride, b.Span, b.Stride, Numbers<T>.Of(2), c.Span, c.Stride);
                c.GapsShouldBeUntouched();
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        bool wanted = triangle == Triangle.Lower ? j <= i : j >= i;
                        c[i, j].ShouldBe((wanted ? expected : old)[i * c.Stride + j]);
                    }
                }
            }
        }
    }

    [Fact]
    public void Dot_and_axpy_agree_with_the_definition()
    {
        for (int n = 0; n < 70; n++)
        {
            using Guarded<T> x = new(n), y = new(n);
            Numbers<T>.Random(n, 1).CopyTo(x.Span);
            Numbers<T>.Random(n, 2).CopyTo(y.Span);
            T[] old = y.Span.ToArray();
            double sum = 0;
            for (int i = 0; i < n; i++)
                sum += double.CreateTruncating(x.Span[i]) * double.CreateTruncating(old[i]);
            Numbers<T>.Within(Blas.Dot<T>(x.Span, y.Span), sum, (n + 2) * n * Numbers<T>.Unit);
            Blas.Axpy(Numbers<T>.Of(-3), x.Span, y.Span);
            for (int i = 0; i < n; i++)
                Numbers<T>.Within(y.Span[i], double.CreateTruncating(old[i]) - 3 * double.CreateTruncating(x.Span[i]), 8 * Numbers<T>.Unit);
        }
    }

    [Theory]
    [MemberData(nameof(TestData.Families), MemberType = typeof(TestData))]
    public void Trsm_solves_to_a_small_residual(string family)
    {
        using Settings settings = Settings.Family(family);
        var random = new Random(5);
        foreach (int order in new[] { 1, 2, 7, 31, 32, 33, 65, 100 })
        {
            foreach (int count in new[] { 1, 5, 33, 67 })
                CheckTrsm(order, count, random);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Trsm_on_several_threads_is_that_on_one(int threads)
    {
        const int order = 200, count = 333;
        foreach (Side side in Enum.GetValues<Side>())
        {
            (int m, int n) = side == Side.Left ? (order, count) : (count, order);
            T[] a = Numbers<T>.Random(order * order, 1), b = Numbers<T>.Random(m * n, 2);
            for (int i = 0; i < order; i++)
                a[i * order + i] = Numbers<T>.Of(10 + i % 3);
            var one = (T[])b.Clone();
            using (new Settings(threads: 1))
                Blas.Trsm(side, Triangle.Upper, Transpose.No, Diagonal.Stored, m, n, T.One, a, order, one, n);
            using (new Settings(threads: threads))
                Blas.Trsm(side, Triangle.Upper, Transpose.No, Diagonal.Stored, m, n, T.One, a, order, b, n);
            b.AsSpan().SequenceEqual(one).ShouldBeTrue();
        }
    }

    private static void CheckTrsm(int order, int count, Random random)
    {
        var cases =
            from side in Enum.GetValues<Side>()
            from triangle in new[] { Triangle.Lower, Triangle.Upper }
            from transpose in new[] { false, true }
            from diagonal in Enum.GetValues<Diagonal>()
            select (side, triangle, transpose, diagonal);
        foreach ((Side side, Triangle triangle, bool transpose, Diagonal diagonal) in cases)
        {
            (int m, int n) = side == Side.Left ? (order, count) : (count, order);
            using var a = new GuardedMatrix<T>(order, order, 1, random);
            using var x = new GuardedMatrix<T>(m, n, 2, random);
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j < order; j++)
                {
                    // Small off the diagonal, so that the unit triangle is well conditioned too; NaN where nothing may be read.
                    bool stored = triangle == Triangle.Lower ? j < i : j > i;
                    a[i, j] = stored ? a[i, j] / Numbers<T>.Of(order) : i == j && diagonal == Diagonal.Stored ? Numbers<T>.Of(1.5 + i % 2) : T.NaN;
                }
            }
            T[] right = x.Span.ToArray();
            Blas.Trsm(side, triangle, transpose ? Transpose.Yes : Transpose.No, diagonal, m, n, Numbers<T>.Of(2), a.Span, a.Stride, x.Span, x.Stride);
            x.GapsShouldBeUntouched();
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = 0, size = 0;
                    for (int l = 0; l < order; l++)
                    {
                        double factor = side == Side.Left ? Factor(a, i, l) : Factor(a, l, j);
                        double term = factor * (side == Side.Left ? x.Op(false, l, j) : x.Op(false, i, l));
                        sum += term;
                        size += Math.Abs(term);
                    }
                    double error = Math.Abs(sum - 2 * double.CreateTruncating(right[i * x.Stride + j]));
                    if (!(error <= 4 * (order + 4) * Numbers<T>.Unit * size))
                        throw new ShouldAssertException($"{side} {triangle} transposed {transpose} {diagonal} {m} x {n}: residual {error} at ({i}, {j})");
                }
            }

            double Factor(GuardedMatrix<T> matrix, int i, int j)
            {
                if (i == j && diagonal == Diagonal.Unit)
                    return 1;
                (int row, int column) = transpose ? (j, i) : (i, j);
                bool stored = triangle == Triangle.Lower ? column <= row : column >= row;
                return stored ? matrix.Op(false, row, column) : 0;
            }
        }
    }

    [Fact]
    public void Trsm_with_alpha_zero_gives_zero_and_wants_one_triangle()
    {
        T[] a = [T.NaN], b = [T.NaN];
        Blas.Trsm(Side.Left, Triangle.Lower, Transpose.No, Diagonal.Stored, 1, 1, T.Zero, a, 1, b, 1);
        b[0].ShouldBe(T.Zero);
        Should.Throw<ArgumentOutOfRangeException>(() => Blas.Trsm(Side.Left, Triangle.Both, Transpose.No, Diagonal.Stored, 1, 1, T.One, a, 1, b, 1))
            .ParamName.ShouldBe("triangle");
    }
}
