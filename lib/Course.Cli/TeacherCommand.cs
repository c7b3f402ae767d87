using System.CommandLine;
using Course.Cli.Handouts;

namespace Course.Cli;

/// <summary><c>course teacher</c>: write the full course for a colleague: notebooks with solutions, and all that is needed to run them.</summary>
internal static class TeacherCommand
{
    public const string Examples = """
        Examples:
          course teacher --out ../course-for-a-colleague           every lesson
          course teacher --out "../week 1" notebooks/01-*.ipynb    some of them

        The folder holds all that is needed besides the .NET SDK: notebooks, library, data, the course command and a README. Zip it, or put it
        on a shared drive. It is written whole or not at all. A folder that this command wrote is replaced, unless something in it was changed since;
        --force replaces any folder, with all that is in it.

        Exit codes:
          0 written   1 it could not be written   2 the command line was wrong, or the folder holds something else


        """;

    public static Command Create() => HandoutCommand.Create("teacher", "Write the full course for a colleague: notebooks with solutions, and all that is needed to run them.", HandoutKind.Teacher);
}
