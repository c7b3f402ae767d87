using Course.Decomposition;
using Course.LinearAlgebra;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.Tests.LinearAlgebra;

public sealed class SvdDoubleTests : SvdTests<double>
{
    private static readonly Golden Cases = Golden.Load("svd")["cases"];

    [Fact]
    public void Singular_values_are_NumPys()
    {
        foreach (var golden in Cases.Items)
            golden["A"].Matrix.Svd().S.ShouldBeNear(golden["s"].Vector, 1e-14);
    }

    [Fact]
    public void The_full_decomposition_completes_the_thin_one()
    {
        foreach (var (n, p) in new[] { (40, 3), (3, 40), (90, 60), (60, 90), (30, 30) })
        {
            var x = Dense<double>.Random(n, p, n);
            var (full, thin) = (FullSvd.Of(x), ThinSvd.Of(x));
            var r = Math.Min(n, p);
            (full.U.RowCount, full.U.ColumnCount, full.Vt.RowCount, full.Vt.ColumnCount).ShouldBe((n, n, p, p));
            full.U.ShouldHaveOrthonormalColumns();
            full.Vt.Transpose().ShouldHaveOrthonormalColumns();
            full.S.ShouldBeNear(thin.S, 1e-13);
            full.U.SubMatrix(0, n, 0, r).ShouldBeNear(thin.U, 1e-10);
            full.Vt.SubMatrix(0, r, 0, p).ShouldBeNear(thin.Vt, 1e-10);
        }
    }

    [Fact]
    public void A_full_decomposition_refuses_what_is_not_finite() =>
        Should.Throw<ArgumentException>(() => FullSvd.Of(Dense<double>.Of(2, 1, (i, _) => i == 0 ? 1 : double.NegativeInfinity))).Message.ShouldStartWith("x[1, 0] is -Infinity");
}

public sealed class SvdSingleTests : SvdTests<float>;

/// <summary>The singular value decomposition through Math.NET's <c>Svd()</c>, and the thin one underneath.</summary>
public abstract class SvdTests<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    [Theory, MemberData(nameof(MatrixSizes.Shapes), MemberType = typeof(MatrixSizes))]
    public void Random_matrices(int m, int n) => CheckAll(Dense<T>.Random(m, n, m + 1000 * n));

    [Theory, MemberData(nameof(MatrixSizes.Shapes), MemberType = typeof(MatrixSizes))]
    public void Zero_has_singular_values_that_are_exactly_zero(int m, int n)
    {
        var a = Dense<T>.Of(m, n, (_, _) => 0);
        CheckAll(a);
        a.Svd().S.All(x => x == T.Zero).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(MatrixSizes.Shapes), MemberType = typeof(MatrixSizes))]
    public void Equal_rows_and_columns_have_rank_one(int m, int n)
    {
        var a = Dense<T>.Of(m, n, (_, _) => 1);
        CheckAll(a);
        a.Svd().Rank.ShouldBe(1);
        double.CreateChecked(a.Svd().S[0]).ShouldBe(Math.Sqrt(m * n), 20 * Dense<T>.Epsilon * Math.Sqrt(m * n));
    }

    [Theory, MemberData(nameof(MatrixSizes.Shapes), MemberType = typeof(MatrixSizes))]
    public void Repeated_values(int m, int n)
    {
        CheckAll(Dense<T>.Of(m, n, (i, j) => i == j ? 1 : 0));
        CheckAll(Dense<T>.Of(m, n, (i, j) => i == j || j == i + 1 ? 1 : 0));
        CheckAll(Dense<T>.Of(m, n, (i, j) => (i + 2 * j) % 3 - 1));
    }

    [Theory, MemberData(nameof(MatrixSizes.Shapes), MemberType = typeof(MatrixSizes))]
    public void Hilbert_and_graded_matrices(int m, int n)
    {
        var random = new Random(5);
        CheckAll(Dense<T>.Of(m, n, (i, j) => 1.0 / (1 + i + j)));
        CheckAll(Dense<T>.Of(m, n, (i, j) => (random.NextDouble() - 0.5) * Math.Pow(10, -0.7 * (i + j))));
        CheckAll(Dense<T>.Of(m, n, (i, j) => (random.NextDouble() - 0.5) * Math.Pow(10, -0.7 * (m - i + n - j))));
        CheckAll(Dense<T>.Of(m, n, (i, j) => i == j ? Math.Pow(0.9, i) : j > i ? -0.43 * Math.Pow(0.9, i) : 0));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    [InlineData(-320)]
    public void Huge_and_tiny_matrices(int exponent)
    {
        var size = Math.Pow(10, Dense<T>.IsSingle ? exponent / 8.5 : exponent);
        foreach (var (m, n) in new[] { (3, 3), (40, 40), (90, 50) })
            CheckAll(Dense<T>.Random(m, n).Multiply(T.CreateChecked(size)), exponent == -320 ? 1e12 : 1);
    }

    [Fact]
    public void Entries_of_all_sizes()
    {
        var random = new Random(2);
        var decades = Dense<T>.IsSingle ? 38 : 300;
        CheckAll(Dense<T>.Of(60, 60, (_, _) => (random.NextDouble() - 0.5) * Math.Pow(10, -decades * random.NextDouble())));
    }

    [Fact]
    public void The_rank_of_a_product_is_its_inner_size()
    {
        foreach (var (m, n, rank) in new[] { (10, 8, 3), (60, 60, 17), (50, 120, 31) })
        {
            var a = Dense<T>.Random(m, rank, 1) * Dense<T>.Random(rank, n, 2);
            CheckAll(a);
            var s = a.Svd().S;
            double.CreateChecked(s[rank - 1]).ShouldBeGreaterThan(1e-3);
            double.CreateChecked(s[rank]).ShouldBeLessThan(50 * Dense<T>.Epsilon * double.CreateChecked(s[0]));
        }
    }

    [Fact]
    public void Values_are_those_that_the_matrix_was_made_with()
    {
        const int n = 70;
        var u = Dense<T>.Random(n, n, 1).QR().Q;
        var v = Dense<T>.Random(n, n, 2).QR().Q;
        var s = Vector<T>.Build.Dense(n, i => T.CreateChecked(Math.Pow(2, -i / 4.0)));
        var found = (u * Matrix<T>.Build.DiagonalOfDiagonalVector(s) * v.Transpose()).Svd().S;
        (found - s).All(x => double.CreateChecked(T.Abs(x)) <= n * Dense<T>.Epsilon).ShouldBeTrue();
    }

    [Theory]
    [InlineData(12, 12)]
    [InlineData(40, 33)]
    public void Values_agree_with_the_managed_provider(int m, int n)
    {
        var a = Dense<T>.Random(m, n).ToColumnMajorArray();
        var (ours, managed) = (new T[Math.Min(m, n)], new T[Math.Min(m, n)]);
        ((ILinearAlgebraProvider<T>)LinearAlgebraControl.Provider).SingularValueDecomposition(true, (T[])a.Clone(), m, n, ours, new T[m * m], new T[n * n]);
        ((ILinearAlgebraProvider<T>)(object)ManagedLinearAlgebraProvider.Instance).SingularValueDecomposition(true, (T[])a.Clone(), m, n, managed, new T[m * m], new T[n * n]);
        for (var i = 0; i < ours.Length; i++)
            double.CreateChecked(ours[i]).ShouldBe(double.CreateChecked(managed[i]), 30 * m * Dense<T>.Epsilon);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void NaN_and_infinity_end_in_an_exception(int n)
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
            Should.Throw<NonConvergenceException>(() => Dense<T>.Of(n, n, (i, j) => i == n - 1 && j == 0 ? value : 1).Svd());
    }

    // Everything that a decomposition promises, for Math.NET's full one and our thin one.
    private static void CheckAll(Matrix<T> a, double slack = 1)
    {
        var (m, n) = (a.RowCount, a.ColumnCount);
        var r = Math.Min(m, n);
        var svd = a.Svd();
        Check(a, svd.U, svd.S, svd.VT, slack);
        (svd.U.ColumnCount, svd.VT.RowCount).ShouldBe((m, n));

        var (u, s, v) = Svd.Decompose(a.ToColumnMajorArray(), m, n, left: true, right: true, full: false);
        Check(a, Matrix<T>.Build.Dense(m, r, u), Vector<T>.Build.Dense(s), Matrix<T>.Build.Dense(n, r, v).Transpose(), slack);

        var values = a.Svd(computeVectors: false).S;
        for (var i = 0; i < r; i++)
            (double.CreateChecked(T.Abs(values[i] - svd.S[i])) <= slack * (10 + m + n) * Dense<T>.Epsilon * double.CreateChecked(svd.S[0])).ShouldBeTrue($"value {i} is {values[i]} without vectors and {svd.S[i]} with them");
    }

    private static void Check(Matrix<T> a, Matrix<T> u, Vector<T> s, Matrix<T> vt, double slack)
    {
        u.ShouldHaveOrthonormalColumns();
        vt.Transpose().ShouldHaveOrthonormalColumns();
        for (var i = 0; i < s.Count; i++)
            (s[i] >= T.Zero && (i == 0 || s[i] <= s[i - 1])).ShouldBeTrue($"value {i} is {s[i]}");

        // Relative to the largest value, which brings 1e300 and 1e-300 to 1.
        var largest = s[0] == T.Zero ? T.One : s[0];
        var middle = Matrix<T>.Build.Dense(u.ColumnCount, vt.RowCount, (i, j) => i == j ? s[i] / largest : T.Zero);
        (u * middle * vt).ShouldBeWithin(a.Map(x => x / largest), slack * (10 + a.RowCount + a.ColumnCount));
    }
}
