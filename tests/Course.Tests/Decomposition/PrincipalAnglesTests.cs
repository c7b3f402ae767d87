using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class PrincipalAnglesTests
{
    [Theory]
    [InlineData(0, 1e-14)]
    [InlineData(1, 1e-14)]
    [InlineData(2, 1e-14)]
    public void Angles_are_scipys(int index, double tolerance)
    {
        var golden = Golden.Load("principal_angles")["cases"].Items.ElementAt(index);
        var angles = PrincipalAngles.Between(golden["A"].Matrix, golden["B"].Matrix);

        angles.ShouldBeNear(golden["angles_asc"].Vector, tolerance);
        PrincipalAngles.Between(golden["B"].Matrix, golden["A"].Matrix).ShouldBeNear(angles, tolerance);
    }

    [Fact]
    public void Known_angles_from_tiny_to_right_are_found_to_full_precision()
    {
        double[] known = [1e-12, 1e-5, 0.3, Math.PI / 4, 1.2, Math.PI / 2];
        var (a, b) = (Matrix<double>.Build.Dense(12, 6), Matrix<double>.Build.Dense(12, 6));
        for (var k = 0; k < 6; k++)
            (a[2 * k, k], b[2 * k, k], b[2 * k + 1, k]) = (1, Math.Cos(known[k]), Math.Sin(known[k]));
        var random = new NumPyRandom(2);
        var angles = PrincipalAngles.Between(a * random.StandardNormal(6, 6), b * random.StandardNormal(6, 6));

        for (var k = 0; k < 6; k++)
            angles[k].ShouldBe(known[k], 1e-13);
    }

    [Fact]
    public void A_space_within_the_other_has_no_angle_to_it()
    {
        var b = new NumPyRandom(4).StandardNormal(9, 4);
        PrincipalAngles.Between(b.SubMatrix(0, 9, 0, 2) * 3, b).ShouldBeNear(Vector<double>.Build.Dense(2), 1e-14);
    }

    [Fact]
    public void What_spans_no_subspace_is_refused()
    {
        var a = new NumPyRandom(4).StandardNormal(5, 2);
        Should.Throw<ArgumentException>(() => PrincipalAngles.Between(a.Transpose(), a)).Message.ShouldContain("transpose");
        Should.Throw<ArgumentException>(() => PrincipalAngles.Between(a.Append(a), a)).Message.ShouldContain("linearly dependent");
        Should.Throw<ArgumentException>(() => PrincipalAngles.Between(a, a.SubMatrix(0, 4, 0, 2))).Message.ShouldContain("4 rows");
    }
    [Fact]
    public void A_cancelled_comparison_ends()
    {
        var a = new NumPyRandom(4).StandardNormal(300, 150);
        Should.Throw<OperationCanceledException>(() => PrincipalAngles.Between(a, a, new CancellationToken(canceled: true)));
    }
}
