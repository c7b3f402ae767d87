using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.Tests.LinearAlgebra;

public sealed class MatrixProductDoubleTests : MatrixProductTests<double>;

public sealed class MatrixProductSingleTests : MatrixProductTests<float>;

/// <summary>Products and vector operations against the definition and against Math.NET's managed provider.</summary>
public abstract class MatrixProductTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static ILinearAlgebraProvider<T> Managed => Provider(ManagedLinearAlgebraProvider.Instance);

    private static ILinearAlgebraProvider<T> Ours => Provider(LinearAlgebraControl.Provider);

    private static ILinearAlgebraProvider<T> Provider(object provider) => (ILinearAlgebraProvider<T>)provider;

    [Theory, MemberData(nameof(MatrixSizes.Products), MemberType = typeof(MatrixSizes))]
    public void Products_with_all_transposes_agree_with_the_definition(int m, int n, int k)
    {
        var (a, b) = (Dense<T>.Random(m, k, 1), Dense<T>.Random(k, n, 2));
        var expected = Dense<T>.Of(m, n, (i, j) => Enumerable.Range(0, k).Sum(s => double.CreateChecked(a[i, s]) * double.CreateChecked(b[s, j])));

        (a * b).ShouldBeWithin(expected, k);
        a.Transpose().TransposeThisAndMultiply(b).ShouldBeWithin(expected, k);
        a.TransposeAndMultiply(b.Transpose()).ShouldBeWithin(expected, k);
        (a * b.Column(0)).ToColumnMatrix().ShouldBeWithin(expected.SubMatrix(0, m, 0, 1), k);
        a.Transpose().TransposeThisAndMultiply(b.Column(0)).ToColumnMatrix().ShouldBeWithin(expected.SubMatrix(0, m, 0, 1), k);
        (a.Row(0) * b).ToRowMatrix().ShouldBeWithin(expected.SubMatrix(0, 1, 0, n), k);
    }

    [Theory, MemberData(nameof(MatrixSizes.Products), MemberType = typeof(MatrixSizes))]
    public void Alpha_and_beta_mean_what_they_mean_to_the_managed_provider(int m, int n, int k)
    {
        foreach (var turnA in new[] { Transpose.DontTranspose, Transpose.Transpose, Transpose.ConjugateTranspose })
            foreach (var turnB in new[] { Transpose.DontTranspose, Transpose.Transpose, Transpose.ConjugateTranspose })
                foreach (var (alpha, beta) in new[] { (1.0, 0.0), (-0.5, 1.0), (2.0, 0.25), (0.0, 3.0) })
                {
                    var a = turnA == Transpose.DontTranspose ? Dense<T>.Random(m, k, 1) : Dense<T>.Random(k, m, 1);
                    var b = turnB == Transpose.DontTranspose ? Dense<T>.Random(k, n, 2) : Dense<T>.Random(n, k, 2);
                    var (actual, expected) = (Dense<T>.Random(m, n, 3).ToColumnMajorArray(), Dense<T>.Random(m, n, 3).ToColumnMajorArray());
                    Update(Ours, actual);
                    Update(Managed, expected);
                    Matrix<T>.Build.Dense(m, n, actual).ShouldBeWithin(Matrix<T>.Build.Dense(m, n, expected), 2 * k + 4);

                    void Update(ILinearAlgebraProvider<T> provider, T[] c) => provider.MatrixMultiplyWithUpdate(
                        turnA, turnB, T.CreateChecked(alpha), a.ToColumnMajorArray(), a.RowCount, a.ColumnCount,
                        b.ToColumnMajorArray(), b.RowCount, b.ColumnCount, T.CreateChecked(beta), c);
                }
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(65, 33)]
    [InlineData(20, 129)]
    public void The_product_with_its_own_transpose_is_exactly_symmetric(int m, int n)
    {
        var a = Dense<T>.Random(m, n);
        var (inner, outer) = (a.TransposeThisAndMultiply(a), a.TransposeAndMultiply(a));
        inner.ShouldBe(inner.Transpose());
        outer.ShouldBe(outer.Transpose());
        inner.ShouldBeWithin(a.Transpose() * a.Clone(), m);
        outer.ShouldBeWithin(a.Clone() * a.Transpose(), n);
    }

    [Fact]
    public void NaN_in_an_operand_comes_out_and_NaN_in_the_old_result_does_not()
    {
        foreach (var n in new[] { 2, 40 })
        {
            var a = Dense<T>.Random(n, n);
            var result = Dense<T>.Of(n, n, (_, _) => double.NaN);
            a.Multiply(a, result);
            result.Enumerate().All(x => T.IsFinite(x)).ShouldBeTrue();
            a[1, 0] = T.NaN;
            (a * a).Row(1).All(x => T.IsNaN(x)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Vector_operations_agree_with_the_managed_provider(int n)
    {
        var (x, y) = (Dense<T>.Random(n, 1, 1).ToColumnMajorArray(), Dense<T>.Random(n, 1, 2).ToColumnMajorArray());
        foreach (var alpha in new[] { 0.0, 1.0, -1.5 })
        {
            Same((p, z) => p.AddVectorToScaledVector(y, T.CreateChecked(alpha), x, z));
            Same((p, z) => p.ScaleArray(T.CreateChecked(alpha), x, z));
        }
        Same((p, z) => p.AddArrays(x, y, z));
        Same((p, z) => p.SubtractArrays(x, y, z));
        Same((p, z) => p.PointWiseMultiplyArrays(x, y, z));
        Same((p, z) => p.PointWiseDivideArrays(x, y, z));
        Same((p, z) => p.PointWisePowerArrays(x, y, z));
        Same((p, z) => p.ConjugateArray(x, z));
        Same((p, z) => z[0] = p.DotProduct(x, y));

        void Same(Action<ILinearAlgebraProvider<T>, T[]> operation)
        {
            var (actual, expected) = (new T[n], new T[n]);
            operation(Ours, actual);
            operation(Managed, expected);
            for (var i = 0; i < n; i++)
                if (!T.IsNaN(expected[i]))
                    double.CreateChecked(actual[i]).ShouldBe(double.CreateChecked(expected[i]), n * Dense<T>.Epsilon * Math.Max(1, double.CreateChecked(T.Abs(expected[i]))));
                else
                    T.IsNaN(actual[i]).ShouldBeTrue();
        }
    }

    [Fact]
    public void Norms_agree_with_the_managed_provider_and_the_Frobenius_norm_does_not_overflow()
    {
        var a = Dense<T>.Random(9, 7).ToColumnMajorArray();
        foreach (var norm in Enum.GetValues<Norm>())
            Ours.MatrixNorm(norm, 9, 7, a).ShouldBe(Managed.MatrixNorm(norm, 9, 7, a), 20 * Dense<T>.Epsilon);
        var huge = T.CreateChecked(Dense<T>.IsSingle ? 1e30 : 1e300);
        Ours.MatrixNorm(Norm.FrobeniusNorm, 2, 2, [huge, huge, huge, huge]).ShouldBe(2 * double.CreateChecked(huge), 1e-6 * double.CreateChecked(huge));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_turned_away_as_the_managed_provider_does()
    {
        T[] four = new T[4], three = new T[3];
        Alike(p => p.MatrixMultiply(null!, 2, 2, four, 2, 2, four));
        Alike(p => p.MatrixMultiply(four, 2, 2, four, 2, 2, three));
        Alike(p => p.MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.Transpose, T.One, four, 2, 2, three, 3, 1, T.One, new T[6]));
        Alike(p => p.AddArrays(four, three, four));
        Alike(p => p.AddVectorToScaledVector(four, T.One, null!, four));
        Alike(p => p.DotProduct(null!, four));
        Alike(p => p.LUFactor(three, 2, new int[2]));
        Alike(p => p.LUFactor(four, 2, null!));
        Alike(p => p.LUInverse(null!, 2));
        Alike(p => p.LUSolve(1, four, 2, three));
        Alike(p => p.LUSolve(2, four, 2, four));
        Alike(p => p.CholeskyFactor(null!, 2));
        Alike(p => p.CholeskySolve(four, 2, three, 1));
        Alike(p => p.QRFactor(four, 2, 2, three, new T[2]));
        Alike(p => p.ThinQRFactor(four, 2, 2, four, new T[1]));
        Alike(p => p.QRSolve(four, 1, 4, new T[1], 1, four));
        Alike(p => p.SingularValueDecomposition(true, four, 2, 2, new T[1], four, four));
        Alike(p => p.SvdSolve(four, 2, 2, three, 1, new T[2]));

        static void Alike(Action<ILinearAlgebraProvider<T>> call)
        {
            var expected = Should.Throw<ArgumentException>(() => call(Managed));
            var actual = Should.Throw<ArgumentException>(() => call(Ours));
            (actual.GetType(), actual.Message).ShouldBe((expected.GetType(), expected.Message));
        }
    }
}
