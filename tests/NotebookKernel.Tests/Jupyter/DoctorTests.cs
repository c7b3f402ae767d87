using NotebookKernel.Jupyter;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>What the doctor says of prepared folders, and what it says to type.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Command = "dotnet course.dll", Install = Command + " jupyter install";

    private readonly TemporaryFolder _folder = new();

    private string Program => _folder["course.dll"];

    private string First => _folder["first"];

    private string Second => _folder["second"];

    public DoctorTests() => File.WriteAllText(Program, "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_kernel_it_says_how_to_install_one() => Kernels().ShouldBe([(FindingKind.Advice, Install)]);

    [Fact]
    public void A_kernel_of_this_copy_is_good()
    {
        Write(First, KernelSpec.DefaultName, "dotnet", Program);
        Kernels().ShouldBe([(FindingKind.Good, null)]);
    }

    [Fact]
    public void A_kernel_whose_program_was_moved_is_installed_again()
    {
        Write(First, KernelSpec.DefaultName, "dotnet", _folder["gone/course.dll"]);
        Kernels().ShouldBe([(FindingKind.Problem, Install)]);
    }

    [Fact]
    public void A_kernel_whose_dotnet_is_gone_is_installed_again()
    {
        Write(First, KernelSpec.DefaultName, _folder["gone/dotnet"], Program);
        Kernels().ShouldBe([(FindingKind.Problem, Install)]);
    }

    [Fact]
    public void A_kernel_whose_dotnet_is_too_old_is_installed_again()
    {
        var dotnet = DotNet("shared/Microsoft.NETCore.App/8.0.1", "shared/Microsoft.NETCore.App/9.0.0");
        Write(First, KernelSpec.DefaultName, dotnet, Program);
        Kernels().ShouldBe([(FindingKind.Problem, Install)]);
        Directory.CreateDirectory(_folder[$"net/shared/Microsoft.NETCore.App/{Environment.Version}"]);
        Kernels().ShouldBe([(FindingKind.Good, null)]);
    }

    [Fact]
    public void The_kernel_of_another_copy_can_be_replaced()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_folder["other"]).FullName, "course.dll"), "");
        Write(First, KernelSpec.DefaultName, "dotnet", _folder["other/course.dll"]);
        Kernels().ShouldBe([(FindingKind.Advice, "To use this copy's: " + Install)]);
    }

    [Fact]
    public void A_kernel_with_a_name_of_its_own_beside_DotNet_Interactives_is_found()
    {
        WriteJson(First, KernelSpec.DefaultName, """{"argv":["dotnet-interactive","jupyter","{connection_file}"]}""");
        Kernels().Single().Mend!.ShouldEndWith(Install + " --name csharp-course");
        Write(First, "csharp-course", "dotnet", Program);
        Kernels().ShouldBe([(FindingKind.Good, null), (FindingKind.Good, null)]);
        Write(First, "csharp-course", "dotnet", _folder["gone/course.dll"]);
        Kernels().ShouldBe([(FindingKind.Good, null), (FindingKind.Problem, Install + " --name csharp-course")]);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("""{"argv":["python3","-m","ipykernel_launcher"]}""")]
    public void What_is_damaged_or_another_kernel_is_to_be_removed(string json)
    {
        WriteJson(First, KernelSpec.DefaultName, json);
        Kernels().ShouldBe([(FindingKind.Problem, "Remove that folder, then: " + Install)]);
    }

    [Fact]
    public void A_kernel_that_another_one_hides_is_named()
    {
        Write(First, KernelSpec.DefaultName, "dotnet", _folder["gone/course.dll"]);
        Write(Second, KernelSpec.DefaultName, "dotnet", Program);
        var findings = Doctor.Kernels(Program, Command, [First, Second]).ToList();
        findings.Select(f => f.Kind).ShouldBe([FindingKind.Problem, FindingKind.Advice]);
        findings[1].Text.ShouldContain(Path.Combine(Second, KernelSpec.DefaultName));
        findings[1].Mend!.ShouldContain(Path.Combine(First, KernelSpec.DefaultName));
    }

    [Fact]
    public void A_runtime_without_an_SDK_is_told()
    {
        var dotnet = DotNet("sdk/9.0.100");
        Doctor.Sdk(dotnet).Kind.ShouldBe(FindingKind.Advice);
        Doctor.Sdk(dotnet).Mend!.ShouldContain("https://dotnet.microsoft.com/");
        Directory.CreateDirectory(_folder[$"net/sdk/{Environment.Version.Major}.0.100"]);
        Doctor.Sdk(dotnet).Kind.ShouldBe(FindingKind.Good);
    }

    [Fact]
    public void A_library_that_is_not_built_or_has_no_script_for_charts_is_built_again()
    {
        Doctor.Library(_folder.Path).Single().Kind.ShouldBe(FindingKind.Problem);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_folder["lib/bin"]).FullName, "Course.dll"), "");
        Doctor.Library(_folder.Path).Select(f => f.Kind).ShouldBe([FindingKind.Good, FindingKind.Advice]);
        Doctor.Library(_folder.Path).Last().Mend!.ShouldContain("dotnet build course.sln -c Release");
        File.WriteAllText(_folder["lib/bin/plotly.min.js"], "");
        Doctor.Library(_folder.Path).ShouldAllBe(f => f.Kind == FindingKind.Good);
    }

    [Fact]
    public void A_library_that_is_older_than_its_sources_is_built_again()
    {
        var library = Path.Combine(Directory.CreateDirectory(_folder["lib/bin"]).FullName, "Course.dll");
        foreach (var file in (string[])[library, _folder["lib/bin/plotly.min.js"]]) File.WriteAllText(file, "");
        foreach (var folder in (string[])["Plots", "obj"])
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(_folder["lib/Course/" + folder]).FullName, "A.cs"), "");
        File.SetLastWriteTimeUtc(library, DateTime.UtcNow.AddMinutes(1));
        Doctor.Library(_folder.Path).ShouldAllBe(f => f.Kind == FindingKind.Good);
        File.SetLastWriteTimeUtc(library, DateTime.UtcNow.AddDays(-1));
        var advice = Doctor.Library(_folder.Path).Single(f => f.Kind != FindingKind.Good);
        advice.Text.ShouldContain(Path.Combine("Plots", "A.cs"));
        File.Delete(_folder["lib/Course/Plots/A.cs"]);
        Doctor.Library(_folder.Path).ShouldAllBe(f => f.Kind == FindingKind.Good);
    }

    [Fact]
    public void A_kernel_whose_program_cannot_be_read_is_told()
    {
        Write(First, KernelSpec.DefaultName, "dotnet", Program);
        // Permissions keep nothing from root; a lock does.
        using var held = new FileStream(Program, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var found = Doctor.Kernels(Program, Command, [First]).Single();
        (found.Kind, found.Text.Contains("may not read", StringComparison.Ordinal)).ShouldBe((FindingKind.Problem, true));
    }

    [Fact]
    public async Task The_command_ends_with_1_after_a_problem_and_its_mends_can_be_typed()
    {
        WriteJson(_folder["jupyter/kernels"], KernelSpec.DefaultName, "damaged");
        var start = CourseProcess.StartInfo(CourseProcess.Repository, "doctor");
        foreach (var (name, value) in new[] { ("JUPYTER_PATH", "jupyter"), ("COURSE_DATA", "data"), ("XDG_CACHE_HOME", "cache") })
            start.Environment[name] = _folder[value];
        var result = await CourseProcess.RunAsync(start);
        result.ExitCode.ShouldBe(1, result.Output);
        var program = Path.GetRelativePath(CourseProcess.Repository, start.ArgumentList[1]);
        result.Output.ShouldContain($"Remove that folder, then: dotnet {program} jupyter install");
        if (OperatingSystem.IsLinux()) result.Output.ShouldContain($"dotnet {program} data get mnist");

        // As it was told to be typed.
        (await CourseProcess.RunProgramAsync(program, CourseProcess.Repository, "jupyter", "install", "--help")).ExitCode.ShouldBe(0);
    }

    private List<(FindingKind Kind, string? Mend)> Kernels() => [.. Doctor.Kernels(Program, Command, [First]).Select(f => (f.Kind, f.Mend))];

    /// <summary>A dotnet with folders beside it.</summary>
    private string DotNet(params string[] folders)
    {
        foreach (var folder in folders) Directory.CreateDirectory(_folder["net/" + folder]);
        File.WriteAllText(_folder["net/dotnet"], "");
        return _folder["net/dotnet"];
    }

    private static void Write(string kernels, string name, string dotnet, string program) =>
        WriteJson(kernels, name, System.Text.Json.JsonSerializer.Serialize(new { argv = new[] { dotnet, program, "kernel", "--connection-file", "{connection_file}" } }));

    private static void WriteJson(string kernels, string name, string json) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(kernels, name)).FullName, "kernel.json"), json);
}
