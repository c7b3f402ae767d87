using System.CommandLine;
using NotebookKernel.Jupyter;

namespace Course.Cli;

/// <summary><c>course doctor</c>: says what is installed, which kernel is used, what would fail and what mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what is installed, which kernel Jupyter uses, what would fail and how to mend it.");
        command.SetAction(_ => Examine());
        return command;
    }

    private static int Examine()
    {
        var result = ExitCodes.Success;
        foreach (var finding in Doctor.Examine(typeof(DoctorCommand).Assembly.Location, CourseFolder.Above(Environment.CurrentDirectory)))
        {
            var mark = finding.Kind switch { FindingKind.Good => "ok     ", FindingKind.Advice => "advice ", _ => "PROBLEM" };
            Console.WriteLine($"{mark} {finding.Text}");
            if (finding.Mend is not null) Console.WriteLine($"        {finding.Mend}");
            if (finding.Kind == FindingKind.Problem) result = ExitCodes.Failure;
        }

        return result;
    }
}
