using System.CommandLine;
using Course.Cli.Handouts;

namespace Course.Cli;

/// <summary><c>course student</c>: the handout for students.</summary>
internal static class StudentCommand
{
    public static string Examples { get; } = HandoutCommand.Examples(
        "student", "../handout",
        "A stub declares what the exercise's check asks for, and says \"your turn\" to whoever asks for it before there is an answer.\n\n");

    public static Command Create() => HandoutCommand.Create(
        "student", "Write the handout for students: notebooks whose solutions are replaced by stubs, and all that is needed to run them.",
        HandoutKind.Student);
}
