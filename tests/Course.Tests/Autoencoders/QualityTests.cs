using Course.Autoencoders;
using Course.Data;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class QualityTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_linear_one_finds_the_principal_plane(long seed)
    {
        var (excess, degrees) = Quality.LinearAgainstPca(Quality.CentredCloud(), seed);

        excess.ShouldBeInRange(1, 1.05);
        degrees.ShouldBe(0, 2);
    }

    [SkippableFact]
    public void The_stacked_one_learns_digits_in_ten_epochs()
    {
        Skip.If(Environment.GetEnvironmentVariable(DataFolder.Variable) is not { Length: > 0 } || Datasets.Mnist(1, 1).IsSubstitute, "needs COURSE_DATA with MNIST");

        var history = Quality.Train(new StackedAutoencoder(seed: 42), 1.5, epochs: 10, seed: 42);

        history.ValidationLoss[^1].ShouldBeLessThanOrEqualTo(0.139, "0.137 in the mean of seeds");
        history["rounded accuracy"].Validation[^1].ShouldBeGreaterThan(history["rounded accuracy"].ValidationBaseline + 0.07);
        history["rounded accuracy"].ValidationBaseline.ShouldBe(0.856, 0.001);
    }
}
