using System.Runtime.CompilerServices;

namespace Course;

/// <summary>What stands where an exercise has not been answered yet.</summary>
/// <remarks>
/// A handout declares each name that an exercise asks for as <c>double share => throw YourTurn.In("exercise 1");</c>, so that a check of
/// an exercise that nobody has touched says so, in every notebook program, instead of not compiling.
/// </remarks>
public static class YourTurn
{
    /// <summary>The exception that says what is still to do.</summary>
    /// <param name="exercise">Which exercise, such as <c>exercise 1</c>.</param>
    /// <param name="name">What has no value yet; filled in by the compiler with the name of the member that throws.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static YourTurnException In(string exercise, [CallerMemberName] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(exercise);
        // The compiler's own names, of constructors and of statements outside any member, say nothing to a reader.
        var missing = name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') ? $": `{name}` is not there yet" : "";
        return new YourTurnException($"{char.ToUpperInvariant(exercise[0])}{exercise[1..]} is still to do{missing}. Write your code into its cell, run that, then this one again.");
    }
}
