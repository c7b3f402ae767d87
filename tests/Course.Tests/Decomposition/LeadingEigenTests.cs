using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class LeadingEigenTests
{
    public static TheoryData<string, int> Spectra => new()
    {
        { "falling", 2 }, { "falling", 7 }, { "slow", 3 }, { "twins", 4 }, { "negative", 2 }, { "rank 2", 4 }, { "all equal", 3 }, { "zero", 2 },
    };

    [Theory, MemberData(nameof(Spectra))]
    public void The_largest_eigenvalues_of_a_matrix_with_a_known_spectrum_are_found(string spectrum, int count)
    {
        const int n = 260;
        var values = Enumerable.Range(0, n).Select(k => spectrum switch
        {
            "falling" => Math.Pow(0.8, k),
            "slow" => 1 - k / (double)n,
            "twins" => Math.Pow(0.5, k / 2),
            "negative" => k == n - 1 ? -50 : 1.0 / (k + 1),
            "rank 2" => k < 2 ? 3 - k : 0,
            "all equal" => 1,
            _ => 0.0,
        }).ToArray();
        var basis = GolubKahanSvd.Thin(new NumPyRandom(3).StandardNormal(n, n).ToColumnMajorArray(), n, n, right: false).U;
        var q = Matrix<double>.Build.Dense(n, n, basis);
        var a = q * Matrix<double>.Build.DenseOfDiagonalArray(values) * q.Transpose();
        var exact = a.ToColumnMajorArray();
        Symmetry.CopyLowerToUpper(exact, n);
        a = Matrix<double>.Build.Dense(n, n, exact);

        var (found, vectors) = LeadingEigen.Largest(exact, n, count);

        found.ShouldBeNear(values[..count], 1e-12);
        var v = Matrix<double>.Build.Dense(n, count, vectors);
        (v.Transpose() * v).ShouldBeNear(Matrix<double>.Build.DenseIdentity(count), 1e-11);
        (a * v).ShouldBeNear(v * Matrix<double>.Build.DenseOfDiagonalArray(found), 1e-11);
    }
}
