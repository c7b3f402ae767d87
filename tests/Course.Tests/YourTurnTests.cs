namespace Course.Tests;

public class YourTurnTests
{
    private static double Share => throw YourTurn.In("exercise 2");

    [Fact]
    public void It_names_the_exercise_and_what_is_missing()
    {
        var problem = Should.Throw<YourTurnException>(() => Share);

        problem.Message.ShouldStartWith("Exercise 2 is still to do: `Share` is not there yet.");
    }

    [Fact]
    public void Names_of_the_compiler_are_left_out()
    {
        YourTurn.In("exercise 2", ".ctor").Message.ShouldStartWith("Exercise 2 is still to do. ");
        YourTurn.In("exercise 2", "<Initialize>").Message.ShouldStartWith("Exercise 2 is still to do. ");
    }
}
