namespace Course.Tests;

public sealed class ExponentialTests
{
    [Fact]
    public void A_numbers_exponential_does_not_depend_on_its_place()
    {
        double[] x = [.. Enumerable.Range(0, 70).Select(i => -20 * Math.Sin(i))];
        var alone = Array.ConvertAll(x, value =>
        {
            double[] one = [value];
            Exponential.InPlace(one);
            return one[0];
        });
        for (var i = 0; i < x.Length; i++)
            (alone[i] / Math.Exp(x[i])).ShouldBe(1, 5e-16);
        for (var start = 0; start < 9; start++)
            for (var length = 0; length < 40; length++)
            {
                var copy = (double[])x.Clone();
                Exponential.InPlace(copy.AsSpan(start, length));
                copy.ShouldBe([.. x[..start], .. alone[start..(start + length)], .. x[(start + length)..]]);
            }
    }
}
