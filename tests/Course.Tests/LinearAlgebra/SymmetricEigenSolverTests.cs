using System.Numerics;
using Course.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Course.Tests.LinearAlgebra;

// The number of threads belongs to the process.
[Collection(nameof(LinearAlgebraEngineTests))]
public sealed class SymmetricEigenSolverSingleTests : SymmetricEigenSolverTests<float>;

[Collection(nameof(LinearAlgebraEngineTests))]
public sealed class SymmetricEigenSolverDoubleTests : SymmetricEigenSolverTests<double>;

public abstract class SymmetricEigenSolverTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly bool Single = typeof(T) == typeof(float);

    private static readonly double Epsilon = Single ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52);

    [Theory, MemberData(nameof(SymmetricEigenMatrices.Names), MemberType = typeof(SymmetricEigenMatrices))]
    public void Awkward_matrices_are_solved_to_rounding(string name)
    {
        var (n, entry) = SymmetricEigenMatrices.All(Single)[name];
        Check(n, Lower(n, entry));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    [InlineData(129)]
    [InlineData(257)]
    public void Sizes_around_the_blocks_are_solved_to_rounding(int n) => Check(n, Lower(n, SymmetricEigenMatrices.Noise));

    [Fact]
    public void The_second_difference_has_the_values_of_the_formula()
    {
        var (n, entry) = SymmetricEigenMatrices.All(Single)["second difference"];
        var (values, _) = Solve(n, Lower(n, entry), n);
        for (var k = 0; k < n; k++)
            values[k].ShouldBe(2 - 2 * Math.Cos((k + 1) * Math.PI / (n + 1)), 30 * Epsilon);
    }

    [Fact]
    public void Values_are_NumPys()
    {
        foreach (var golden in Golden.Load("eigh")["cases"].Items)
        {
            var a = golden["A"].Matrix;
            var (values, _) = Solve(a.RowCount, Lower(a.RowCount, (i, j) => a[i, j]), a.RowCount);
            values.ShouldBeNear(golden["w_asc"].Numbers, 50 * Epsilon);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public void The_largest_pairs_alone_are_those_of_all(int n)
    {
        var a = Lower(n, SymmetricEigenMatrices.Noise);
        var (values, vectors) = Solve(n, a, n);
        foreach (var count in new[] { 0, 1, 7, n - 1 })
        {
            var (again, largest) = Solve(n, a, count);
            again.ShouldBeNear(values, 10 * n * Epsilon);
            largest.ShouldBeNear(vectors[(n * (n - count))..], 1000 * n * Epsilon);
        }
    }

    [Fact]
    public void A_power_of_two_scales_the_values_and_nothing_else()
    {
        var a = Lower(45, SymmetricEigenMatrices.Noise);
        var (values, vectors) = Solve(45, a, 45);
        var (scaled, same) = Solve(45, [.. a.Select(x => T.ScaleB(x, -60))], 45);
        scaled.ShouldBe([.. values.Select(x => Math.ScaleB(x, -60))]);
        same.ShouldBe(vectors);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(500)]
    public void The_number_of_threads_does_not_change_a_bit(int n)
    {
        var a = Lower(n, SymmetricEigenMatrices.Noise);
        var before = SimdOptions.ThreadCount;
        try
        {
            SimdOptions.ThreadCount = 1;
            var one = Solve(n, a, n);
            foreach (var threads in new[] { 2, 3 })
            {
                SimdOptions.ThreadCount = threads;
                var more = Solve(n, a, n);
                more.Values.ShouldBe(one.Values);
                more.Vectors.AsSpan().SequenceEqual(one.Vectors).ShouldBeTrue($"{threads} threads");
            }
        }
        finally
        {
            SimdOptions.ThreadCount = before;
        }
    }

    [Theory, MemberData(nameof(MatrixSizes.Orders), MemberType = typeof(MatrixSizes))]
    public void Through_Math_NET_it_is_the_same_solver(int n)
    {
        var a = Dense<T>.Random(n, n, n);
        a += a.Transpose();
        var evd = a.Evd(Symmetricity.Symmetric);
        var (values, vectors) = (new T[n], new T[n * n]);
        SymmetricEigenSolver.Solve<T>(n, a.ToColumnMajorArray(), values, vectors, n);

        evd.EigenValues.Select(value => value.Real).ShouldBe(values.Select(double.CreateChecked));
        evd.EigenVectors.ToColumnMajorArray().ShouldBe(vectors);
        evd.D.Diagonal().ToArray().ShouldBe(values);
        (a * evd.EigenVectors).ShouldBeWithin(evd.EigenVectors * evd.D, 8 * n);
    }

    [Fact]
    public void What_cannot_be_solved_is_refused()
    {
        foreach (var bad in new[] { T.NaN, T.PositiveInfinity })
        {
            var a = Lower(40, SymmetricEigenMatrices.Noise);
            a[7 * 40 + 30] = bad;
            Should.Throw<ArgumentException>(() => Solve(40, a, 40)).Message.ShouldContain("every entry should be a finite number");
        }
        Should.Throw<ArgumentException>(() => SymmetricEigenSolver.Solve<T>(2, new T[3], new T[2], new T[4], 2)).Message.ShouldStartWith("a holds 3 numbers; it should hold 4");
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricEigenSolver.Solve<T>(2, new T[4], new T[2], new T[6], 3)).ParamName.ShouldBe("count");
    }

    /// <summary>Residuals and orthogonality within a small multiple of rounding, order, trace, and the same values without the vectors.</summary>
    private static void Check(int n, T[] a)
    {
        var (values, vectors) = Solve(n, a, n);
        values.ShouldBe([.. values.Order()]);

        // A unit near the norm keeps the products below in range.
        var unit = Math.ScaleB(1, n == 0 || values.All(x => x == 0) ? 0 : -Math.ILogB(values.Max(Math.Abs)));
        var full = new double[n * n];
        for (var j = 0; j < n; j++)
            for (var i = j; i < n; i++)
                full[i * n + j] = full[j * n + i] = double.CreateTruncating(a[j * n + i]) * unit;
        double[] scaled = [.. values.Select(x => x * unit)];
        var (product, gram) = (new double[n * n], new double[n * n]);
        if (n > 0)
        {
            Blas.GemmColumnMajor<double>(Transpose.No, Transpose.No, n, n, n, 1, full, n, vectors, n, 0, product, n);
            Blas.GemmColumnMajor<double>(Transpose.Yes, Transpose.No, n, n, n, 1, vectors, n, vectors, n, 0, gram, n);
        }
        var bound = (n + 16) * Epsilon;
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < n; i++)
            {
                product[j * n + i].ShouldBe(vectors[j * n + i] * scaled[j], 2 * bound, $"A v = λ v of pair {j}, entry {i}");
                gram[j * n + i].ShouldBe(i == j ? 1 : 0, bound, $"vectors {i} and {j}");
            }
        }
        scaled.Sum().ShouldBe(Enumerable.Range(0, n).Sum(i => full[i * n + i]), 2 * (n + 1) * bound);

        Solve(n, a, 0).Values.Select(x => x * unit).ToArray().ShouldBeNear(scaled, 2 * bound);
    }

    private static (double[] Values, double[] Vectors) Solve(int n, T[] a, int count)
    {
        var (values, vectors) = (new T[n], new T[n * count]);
        SymmetricEigenSolver.Solve<T>(n, a, values, vectors, count);
        return (Array.ConvertAll(values, double.CreateTruncating), Array.ConvertAll(vectors, double.CreateTruncating));
    }

    /// <summary>The lower triangle by columns; NaN above, where nothing should be read.</summary>
    private static T[] Lower(int n, Func<int, int, double> entry)
    {
        var a = new T[n * n];
        for (var j = 0; j < n; j++)
            for (var i = 0; i < n; i++)
                a[j * n + i] = i < j ? T.NaN : T.CreateTruncating(entry(i, j));
        return a;
    }
}
