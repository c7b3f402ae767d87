using Course.Tests.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests;

/// <summary>NaN is near nothing: a comparison that lets it pass would let every mistake pass that ends in it.</summary>
public sealed class NearTests
{
    [Fact]
    public void A_number_that_is_none_is_not_near_any()
    {
        Should.Throw<ShouldAssertException>(() => double.NaN.ShouldBe(1, 100));
        Should.Throw<ShouldAssertException>(() => double.NaN.ShouldBeInRange(0, 100));
        double[] expected = [1, 2, 3], actual = [1, double.NaN, 3];
        Should.Throw<ShouldAssertException>(() => actual.ShouldBeNear(expected, 100));
        Should.Throw<ShouldAssertException>(() => Matrix<double>.Build.Dense(1, 3, actual).ShouldBeNear(Matrix<double>.Build.Dense(1, 3, expected), 100));
        Should.Throw<ShouldAssertException>(() => Matrix<double>.Build.Dense(1, 3, actual).ShouldBeWithin(Matrix<double>.Build.Dense(1, 3, expected), 1e20));
    }
}
