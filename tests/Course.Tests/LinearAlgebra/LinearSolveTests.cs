using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.Tests.LinearAlgebra;

public sealed class LinearSolveDoubleTests : LinearSolveTests<double>;

public sealed class LinearSolveSingleTests : LinearSolveTests<float>;

/// <summary>LU, Cholesky and QR through Math.NET's own methods.</summary>
public abstract class LinearSolveTests<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    [Theory, MemberData(nameof(MatrixSizes.Orders), MemberType = typeof(MatrixSizes))]
    public void LU_gives_the_permuted_matrix_back(int n)
    {
        var a = Dense<T>.Random(n, n, n);
        var lu = a.LU();
        var permuted = a.Clone();
        permuted.PermuteRows(lu.P);

        (lu.L * lu.U).ShouldBeWithin(permuted, 4 * n);
        lu.L.ShouldBe(lu.L.LowerTriangle());
        lu.L.Diagonal().All(x => x == T.One).ShouldBeTrue();
        Dense<T>.Largest(lu.L).ShouldBe(1); // Partial pivoting: no multiplier is larger.
        lu.U.ShouldBe(lu.U.UpperTriangle());
    }

    [Theory, MemberData(nameof(MatrixSizes.Orders), MemberType = typeof(MatrixSizes))]
    public void Systems_are_solved_for_one_and_many_right_hand_sides(int n)
    {
        var a = Dense<T>.Random(n, n, 3) + Dense<T>.Identity(n).Multiply(T.CreateChecked(n));
        foreach (var columns in new[] { 1, 2, 5, 40 })
        {
            var x = Dense<T>.Random(n, columns, 4);
            a.Solve(a * x).ShouldBeWithin(x, 20 * n);
            a.QR(QRMethod.Full).Solve(a * x).ShouldBeWithin(x, 20 * n);
            a.Svd().Solve(a * x).ShouldBeWithin(x, 20 * n);
            var spd = Dense<T>.PositiveDefinite(n);
            (spd * spd.Cholesky().Solve(x)).ShouldBeWithin(x, 100 * n * n);
        }
        var v = Dense<T>.Random(n, 1, 5).Column(0);
        a.Solve(a * v).ToColumnMatrix().ShouldBeWithin(v.ToColumnMatrix(), 20 * n);
        (a * a.Inverse()).ShouldBeWithin(Dense<T>.Identity(n), 20 * n);
    }

    [Fact]
    public void Determinants_are_the_products_that_they_should_be()
    {
        double.CreateChecked(Dense<T>.Of(3, 3, (i, j) => new double[,] { { 0, 2, 1 }, { 3, 0, 4 }, { 5, 6, 0 } }[i, j]).Determinant()).ShouldBe(58, 58 * 8 * Dense<T>.Epsilon);
        // The second differences of n points: n + 1.
        double.CreateChecked(Dense<T>.Of(33, 33, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0).Determinant()).ShouldBe(34, 34 * 100 * Dense<T>.Epsilon);
        double.CreateChecked(Dense<T>.Of(12, 12, (_, j) => 1 + j).Determinant()).ShouldBe(0);
        double.CreateChecked(Dense<T>.PositiveDefinite(2).Cholesky().Determinant).ShouldBe(double.CreateChecked(Dense<T>.PositiveDefinite(2).Determinant()), 1e3 * Dense<T>.Epsilon);
    }

    [Fact]
    public void A_singular_system_gives_infinity_or_NaN_and_no_exception()
    {
        var a = Dense<T>.Of(20, 20, (i, j) => i == 7 ? 0 : i == j ? 1 : 0);
        a.Solve(Vector<T>.Build.Dense(20, T.One)).Any(x => !T.IsFinite(x)).ShouldBeTrue();
        a.Inverse().Enumerate().Any(x => !T.IsFinite(x)).ShouldBeTrue();
        double.CreateChecked(a.Determinant()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(MatrixSizes.Orders), MemberType = typeof(MatrixSizes))]
    public void Cholesky_gives_the_matrix_back_and_reads_only_its_lower_triangle(int n)
    {
        var a = Dense<T>.PositiveDefinite(n);
        var factor = a.Cholesky().Factor;
        factor.ShouldBe(factor.LowerTriangle());
        (factor * factor.Transpose()).ShouldBeWithin(a, 4 * n);

        var lower = a.ToColumnMajorArray();
        for (var j = 0; j < n; j++)
            for (var i = 0; i < j; i++)
                lower[j * n + i] = T.NaN;
        ((ILinearAlgebraProvider<T>)LinearAlgebraControl.Provider).CholeskyFactor(lower, n);
        lower.ShouldBe(factor.ToColumnMajorArray());
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(40, 0)]
    [InlineData(40, 30)]
    public void Cholesky_refuses_a_matrix_that_is_not_positive_definite(int n, int at)
    {
        foreach (var value in new[] { -1.0, 0, double.NaN })
        {
            var a = Dense<T>.Of(n, n, (i, j) => i != j ? 0 : i == at ? value : 1);
            Should.Throw<ArgumentException>(() => a.Cholesky()).Message.ShouldBe("Matrix must be positive definite.");
        }
    }

    [Theory, MemberData(nameof(MatrixSizes.TallShapes), MemberType = typeof(MatrixSizes))]
    public void QR_gives_the_matrix_back_thin_and_full(int m, int n)
    {
        var a = Dense<T>.Random(m, n, m + n);
        foreach (var method in new[] { QRMethod.Thin, QRMethod.Full })
        {
            var qr = a.QR(method);
            (qr.Q.RowCount, qr.Q.ColumnCount).ShouldBe((m, method == QRMethod.Thin ? n : m));
            qr.Q.ShouldHaveOrthonormalColumns();
            (qr.Q * qr.R).ShouldBeWithin(a, 4 * m);
            qr.R.ShouldBe(qr.R.UpperTriangle());
        }
    }

    [Fact]
    public void QR_of_dependent_and_zero_columns_is_still_orthogonal()
    {
        foreach (var a in new[] { Dense<T>.Of(30, 30, (i, j) => 1 + i % 2), Dense<T>.Of(12, 12, (_, _) => 0) })
        {
            var qr = a.QR(QRMethod.Full);
            qr.Q.ShouldHaveOrthonormalColumns();
            (qr.Q * qr.R).ShouldBeWithin(a, 100);
        }
    }

    [Fact]
    public void QR_of_a_wide_matrix_has_a_trapezoidal_R()
    {
        // Math.NET's QR() asks for rows >= columns, its providers do not.
        var a = Dense<T>.Random(20, 45);
        var (r, q) = (a.ToColumnMajorArray(), new T[400]);
        ((ILinearAlgebraProvider<T>)LinearAlgebraControl.Provider).QRFactor(r, 20, 45, q, new T[20]);
        var (left, right) = (Matrix<T>.Build.Dense(20, 20, q), Matrix<T>.Build.Dense(20, 45, r));
        left.ShouldHaveOrthonormalColumns();
        right.ShouldBe(right.UpperTriangle());
        (left * right).ShouldBeWithin(a, 80);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-320)]
    [InlineData(1e300)]
    public void QR_of_tiny_and_huge_numbers_is_still_orthogonal(double size)
    {
        // For float the same places at the ends of its range.
        size = Dense<T>.IsSingle ? Math.Pow(10, Math.Log10(size) / 308 * 38) : size;
        Dense<T>.Random(20, 12).Multiply(T.CreateChecked(size)).QR(QRMethod.Thin).Q.ShouldHaveOrthonormalColumns();
    }

    [Theory, MemberData(nameof(MatrixSizes.TallShapes), MemberType = typeof(MatrixSizes))]
    public void Least_squares_residuals_are_at_right_angles_to_the_columns(int m, int n)
    {
        var (a, b) = (Dense<T>.Random(m, n, 6), Dense<T>.Random(m, 3, 7));
        foreach (var x in new[] { a.QR(QRMethod.Thin).Solve(b), a.QR(QRMethod.Full).Solve(b), a.Svd().Solve(b) })
            a.TransposeThisAndMultiply(b - a * x).ShouldBeWithin(Dense<T>.Of(n, 3, (_, _) => 0), 2000 * m);
    }
}
