using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Manifold;

public sealed class TrustworthinessTests
{
    private static readonly Golden Numbers = Golden.Load("tsne_pieces");

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void It_is_scikit_learns(int neighbours) =>
        Trustworthiness.Score(Numbers["X"].Matrix, Numbers["trust_Y"].Matrix, neighbours).ShouldBe(Numbers[$"trustworthiness_k{neighbours}"].Number, 1e-14);

    [Fact]
    public void The_data_themselves_and_any_similar_copy_are_wholly_trustworthy()
    {
        var x = new NumPyRandom(1).StandardNormal(50, 9);
        Trustworthiness.Score(x, x * 3 + 7).ShouldBe(1);
        Trustworthiness.Score(x, new NumPyRandom(2).StandardNormal(50, 9)).ShouldBeLessThan(0.7);
    }

    [Fact]
    public void Equal_samples_are_in_order_of_their_numbers()
    {
        var x = Matrix<double>.Build.Dense(8, 2, 1);
        Trustworthiness.Score(x, x, 2).ShouldBe(1);
    }

    [Fact]
    public void The_number_of_neighbours_is_checked() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Trustworthiness.Score(Numbers["X"].Matrix, Numbers["trust_Y"].Matrix, 10)).Message.ShouldContain("less than 10");
}
