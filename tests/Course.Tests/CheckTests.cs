using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleTests
{
    public const string Name = "Tests that replace the console's writer";
}

[Collection(ConsoleTests.Name)]
public sealed class CheckTests
{
    [Fact]
    public void What_holds_is_written_in_one_line()
    {
        Written(() => Check.Close(1.0, 1.05, 0.1, "a number")).ShouldBe("✓ a number" + Environment.NewLine);
        Written(() => Check.Close([1.0, 2], [1, 2], 0, "an array")).ShouldBe("✓ an array" + Environment.NewLine);
        Written(() => Check.Equal(3, 3, "a count")).ShouldBe("✓ a count" + Environment.NewLine);
        Written(() => Check.That(true, "a fact")).ShouldBe("✓ a fact" + Environment.NewLine);
    }

    [Fact]
    public void What_does_not_hold_says_what_came_and_what_should_have_come()
    {
        Failure(() => Check.Close(0.5, 0.25, 0.01, "the mean")).ShouldBe("the mean: 0.5, expected 0.25; difference 0.25, tolerance 0.01.");
        Failure(() => Check.Equal(10, 9, "components")).ShouldBe("components: 10, expected 9.");
        Failure(() => Check.That(false, "it is sorted")).ShouldBe("Does not hold: it is sorted.");
    }

    [Fact]
    public void Of_many_wrong_entries_the_worst_is_named()
    {
        var actual = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5.5, 7 } });
        var expected = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        Failure(() => Check.Close(actual, expected, 0.1, "the matrix"))
            .ShouldBe("the matrix: 2 of 6 entries differ; the worst, [1, 2], is 7, expected 6; difference 1, tolerance 0.1.");
        Failure(() => Check.Close(actual.Row(1), expected.Row(1), 0.6, "the row"))
            .ShouldBe("the row: 1 of 3 entries differ; the worst, [2], is 7, expected 6; difference 1, tolerance 0.6.");
    }

    [Fact]
    public void NaN_never_passes()
    {
        Failure(() => Check.Close(double.NaN, double.NaN, 1, "a")).ShouldContain("NaN");
        Failure(() => Check.Close(0, double.NaN, 1, "a")).ShouldContain("NaN");
        Failure(() => Check.Close([9, double.NaN], [1.0, 2], 1, "a")).ShouldContain("the worst, [1], is NaN");
        Failure(() => Check.Equal(double.NaN, double.NaN, "a")).ShouldContain("NaN");
        Failure(() => Check.Equal(float.NaN, float.NaN, "a")).ShouldContain("NaN");
    }

    [Fact]
    public void Equal_infinities_pass_and_opposite_ones_fail()
    {
        Written(() => Check.Close(double.PositiveInfinity, double.PositiveInfinity, 0, "a")).ShouldNotBeEmpty();
        Failure(() => Check.Close(double.PositiveInfinity, double.NegativeInfinity, 1, "a")).ShouldNotBeEmpty();
    }

    [Fact]
    public void Another_shape_fails()
    {
        Failure(() => Check.Close([1.0], [1.0, 2], 1, "a")).ShouldBe("a: 1 entries, expected 2.");
        Failure(() => Check.Close(Matrix<double>.Build.Dense(2, 3), Matrix<double>.Build.Dense(3, 2), 1, "a")).ShouldBe("a: 2 x 3, expected 3 x 2.");
    }

    [Fact]
    public void A_tolerance_that_lets_everything_through_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Check.Close(1, 2, double.NaN, "a"));
        Should.Throw<ArgumentOutOfRangeException>(() => Check.Close(1, 2, double.PositiveInfinity, "a"));
        Should.Throw<ArgumentOutOfRangeException>(() => Check.Close([1.0], [1.0], -1, "a"));
    }

    private static string Failure(Action check) => Should.Throw<CheckFailedException>(check).Message;

    private static string Written(Action check)
    {
        var console = Console.Out;
        using var writer = new StringWriter();
        try
        {
            Console.SetOut(writer);
            check();
        }
        finally
        {
            Console.SetOut(console);
        }
        return writer.ToString();
    }
}
