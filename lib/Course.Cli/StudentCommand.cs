using System.CommandLine;
using Course.Cli.Handouts;

namespace Course.Cli;

/// <summary><c>course student</c>: write the handout for students: notebooks whose solutions are replaced by stubs, and all that is needed to run them.</summary>
internal static class StudentCommand
{
    public const string Examples = """
        Examples:
          course student --out ../handout                          every lesson
          course student --out "../week 1" notebooks/01-*.ipynb    some of them

        A stub declares what the exercise's check asks for, and says "your turn" to whoever asks for it before there is an answer.

        The folder holds all that is needed besides the .NET SDK: notebooks, library, data, the course command and a README. Zip it, or put it
        on a shared drive. It is written whole or not at all. A folder that this command wrote is replaced, unless something in it was changed since;
        --force replaces any folder, with all that is in it.

        Exit codes:
          0 written   1 it could not be written   2 the command line was wrong, or the folder holds something else


        """;

    public static Command Create() => HandoutCommand.Create("student", "Write the handout for students: notebooks whose solutions are replaced by stubs, and all that is needed to run them.", HandoutKind.Student);
}
