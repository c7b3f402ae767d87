using Course.LinearAlgebra;
using Course.Statistics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.Tests.LinearAlgebra;

/// <summary>The engine belongs to the process: these tests run alone.</summary>
[CollectionDefinition(nameof(LinearAlgebraEngineTests), DisableParallelization = true)]
public sealed class TestsThatRunAlone;

[Collection(nameof(LinearAlgebraEngineTests))]
public sealed class LinearAlgebraEngineTests : IDisposable
{
    private readonly int _threads = LinearAlgebraEngine.ThreadCount;

    public void Dispose()
    {
        LinearAlgebraEngine.ThreadCount = _threads;
        LinearAlgebraEngine.UseSimd();
    }

    [Fact]
    public void Is_in_place_when_Course_is_loaded_and_goes_and_comes_with_one_call()
    {
        LinearAlgebraEngine.IsSimd.ShouldBeTrue();
        LinearAlgebraControl.Provider.ToString().ShouldStartWith("Simd (");

        LinearAlgebraEngine.UseManaged();
        LinearAlgebraEngine.IsSimd.ShouldBeFalse();
        LinearAlgebraControl.Provider.ShouldBeOfType<ManagedLinearAlgebraProvider>();

        LinearAlgebraEngine.UseSimd();
        LinearAlgebraEngine.IsSimd.ShouldBeTrue();
    }

    [Fact]
    public void Thread_count_has_bounds_and_is_that_of_Math_NETs_own_provider_too()
    {
        LinearAlgebraEngine.ThreadCount = 3;
        LinearAlgebraEngine.ThreadCount.ShouldBe(3);
        Control.MaxDegreeOfParallelism.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => LinearAlgebraEngine.ThreadCount = 0);
        LinearAlgebraEngine.ThreadCount.ShouldBe(3);

        LinearAlgebraEngine.UseManaged();
        Control.MaxDegreeOfParallelism.ShouldBe(3);
        LinearAlgebraEngine.ThreadCount = 2;
        Control.MaxDegreeOfParallelism.ShouldBe(2);
    }

    [Fact]
    public void A_long_vector_of_random_numbers_is_drawn_in_order()
    {
        var expected = new NumPyRandom(7).StandardNormal(20_000);
        var random = new NumPyRandom(7);
        Vector<double>.Build.Dense(20_000, _ => random.StandardNormal(1)[0]).ShouldBe(expected);
        Matrix<double>.Build.Dense(200, 100, (_, _) => 1).Map(_ => (double)Environment.CurrentManagedThreadId).Enumerate().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Results_are_the_same_to_the_last_bit_for_every_thread_count()
    {
        LinearAlgebraEngine.ThreadCount = 1;
        var expected = All();
        foreach (var threads in new[] { 2, 3, 7 })
        {
            LinearAlgebraEngine.ThreadCount = threads;
            All().ShouldBe(expected);
        }

        static double[] All()
        {
            var a = Dense<double>.Random(330, 280);
            var square = a.SubMatrix(0, 280, 0, 280);
            var svd = a.Svd();
            var tall = Svd.Decompose(a.SubMatrix(0, 330, 0, 150).ToColumnMajorArray(), 330, 150, left: true, right: true, full: false);
            var qr = a.QR(QRMethod.Thin);
            var gram = a.TransposeThisAndMultiply(a);
            var evd = gram.Evd(Symmetricity.Symmetric);
            return
            [
                .. svd.U.Enumerate(), .. svd.S, .. svd.VT.Enumerate(), .. tall.U, .. tall.V, .. qr.Q.Enumerate(), .. qr.R.Enumerate(),
                .. gram.Enumerate(), .. evd.EigenVectors.Enumerate(), .. evd.D.Enumerate(), .. gram.Cholesky().Factor.Enumerate(), .. square.Inverse().Enumerate(), .. (a * square).Enumerate(),
                .. a * square.Column(3), .. a.TransposeThisAndMultiply(a.Column(5)),
            ];
        }
    }

    [Fact]
    public void Complex_matrices_still_work()
    {
        var a = Matrix<System.Numerics.Complex>.Build.Random(6, 6, 1);
        var b = Matrix<System.Numerics.Complex>.Build.Random(6, 2, 2);
        (a * a.Solve(b) - b).FrobeniusNorm().ShouldBe(0, 1e-12);
        var c = Matrix<Complex32>.Build.Random(4, 3, 1);
        (c.QR().Q * c.QR().R - c).FrobeniusNorm().ShouldBe(0, 1e-5);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(33, true)]
    [InlineData(12, false)]
    public void Eigenvalues_come_in_ascending_order_with_their_vectors(int n, bool symmetric)
    {
        var a = Dense<double>.Random(n, n);
        if (symmetric)
            a += a.Transpose();
        var evd = a.Evd();
        (a * evd.EigenVectors - evd.EigenVectors * evd.D).FrobeniusNorm().ShouldBe(0, 1e-12 * n);
        evd.IsSymmetric.ShouldBe(symmetric);
        if (symmetric)
            evd.EigenValues.Select(x => x.Real).ShouldBeInOrder();
    }
}
