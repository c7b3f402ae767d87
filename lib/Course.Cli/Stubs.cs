namespace Course.Cli;

/// <summary>How the course says that an exercise is not done: the names in its library that handouts and checks rely on.</summary>
internal static class Stubs
{
    /// <summary>The exception of an exercise that nobody has done.</summary>
    public const string NotDoneException = "YourTurnException";

    /// <summary>The exception of a check that fails.</summary>
    public const string WrongException = "CheckFailedException";

    /// <summary>What a stub does instead of having a value.</summary>
    /// <param name="exercise">The exercise's label.</param>
    public static string Unfinished(string exercise) => $"throw YourTurn.In(\"{exercise}\")";
}
