using System.CommandLine;
using Course.Data;
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
        foreach (var finding in Doctor.Examine(
            typeof(DoctorCommand).Assembly.Location, CourseFolder.Above(Environment.CurrentDirectory), ThisProgram.Command).Append(Digits()))
        {
            var mark = finding.Kind switch { FindingKind.Good => "ok     ", FindingKind.Advice => "advice ", _ => "PROBLEM" };
            Console.WriteLine($"{mark} {finding.Text}");
            if (finding.Mend is not null) Console.WriteLine($"        {finding.Mend}");
            if (finding.Kind == FindingKind.Problem) result = ExitCodes.Failure;
        }

        return result;
    }

    private static Finding Digits() =>
        DataFolder.Candidates("mnist").FirstOrDefault(folder => DataFolder.Files.All(file => DataFolder.Find(folder, file) is not null)) is { } folder
            ? Finding.Good($"MNIST is here: {folder}")
            : Finding.Advice("MNIST is not here; the lessons use the smaller digits that come with the course, and say so.", $"{ThisProgram.Command} data get mnist");
}
