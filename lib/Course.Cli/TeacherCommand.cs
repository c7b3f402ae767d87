using System.CommandLine;
using Course.Cli.Handouts;

namespace Course.Cli;

/// <summary><c>course teacher</c>: the full course for a colleague.</summary>
internal static class TeacherCommand
{
    public static string Examples { get; } = HandoutCommand.Examples("teacher", "../course-for-a-colleague");

    public static Command Create() => HandoutCommand.Create(
        "teacher", "Write the full course for a colleague: notebooks with solutions, and all that is needed to run them.", HandoutKind.Teacher);
}
