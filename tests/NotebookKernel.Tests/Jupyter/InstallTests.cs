using System.Text.Json;
using NotebookKernel.Jupyter;
using NotebookKernel.Tests.Cli;

namespace NotebookKernel.Tests.Jupyter;

public sealed class InstallTests : IDisposable
{
    // None that a machine is likely to have, for Jupyter's folders of the whole machine are looked through as well.
    private const string Name = "csharp-installed-by-a-test";

    private readonly TemporaryFolder _folder = new();

    private string Kernels => KernelSpec.PrefixFolder(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_command_installs_what_Jupyter_starts_and_removes_it_again()
    {
        var result = await Course("install");
        result.ExitCode.ShouldBe(0, result.Error);
        var folder = Path.Combine(_folder.Path, "share", "jupyter", "kernels", Name);
        result.Output.ShouldContain(folder);
        using (var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "kernel.json"))))
        {
            var command = json.RootElement.GetProperty("argv").EnumerateArray().Select(a => a.GetString()!).ToList();
            File.Exists(command[1]).ShouldBeTrue();
            command[2..].ShouldBe(["kernel", "--connection-file", "{connection_file}"]);
            json.RootElement.GetProperty("language").GetString().ShouldBe("C#");
            json.RootElement.GetProperty("interrupt_mode").GetString().ShouldBe("message");
        }

        (await Course("install")).ExitCode.ShouldBe(0); // again, as after a build elsewhere
        (await Course("uninstall")).ExitCode.ShouldBe(0);
        Directory.Exists(folder).ShouldBeFalse();
        (await Course("uninstall")).Output.ShouldContain("There is no");
    }

    [Fact]
    public async Task DotNet_Interactives_own_is_left_alone()
    {
        Write("""{"argv":["dotnet-interactive","jupyter","--default-kernel","csharp","{connection_file}"]}""");
        var install = await Course("install");
        install.ExitCode.ShouldBe(2);
        install.Error.ShouldContain(".NET Interactive");
        install.Error.ShouldContain("--name");
        (await Course("uninstall")).ExitCode.ShouldBe(2);
        File.Exists(Path.Combine(Kernels, Name, "kernel.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"argv":["python3","-m","ipykernel_launcher","-f","{connection_file}"]}""")]
    public void Anothers_is_left_alone(string json)
    {
        Write(json);
        Should.Throw<InvalidOperationException>(() => KernelSpec.Install(Kernels, Name, typeof(KernelSpec).Assembly.Location)).Message.ShouldContain("--name");
        Should.Throw<InvalidOperationException>(() => KernelSpec.Uninstall(Kernels, Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../elsewhere")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_name_that_is_none_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => KernelSpec.Install(Kernels, name, typeof(KernelSpec).Assembly.Location)).ParamName.ShouldBe("name");

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(Name)]
    public void To_uninstall_removes_nothing_but_what_was_installed(string name)
    {
        var installed = KernelSpec.Install(Kernels, Name, typeof(CourseProcess).Assembly.Location);
        var ours = File.ReadAllText(Path.Combine(installed.Folder, "kernel.json")).Replace(Path.GetFileName(typeof(CourseProcess).Assembly.Location), "course.dll", StringComparison.Ordinal);
        string[] others = [Path.Combine(Kernels, "another", "kernel.json"), Path.Combine(installed.Folder, "notes.txt")];
        Directory.CreateDirectory(Path.GetDirectoryName(others[0])!);
        foreach (var file in (string[])[.. others, Path.Combine(Kernels, "kernel.json"), Path.Combine(installed.Folder, "kernel.json")]) File.WriteAllText(file, ours);

        KernelSpec.Uninstall(Kernels, name).ShouldBe(name == Name);
        others.ShouldAllBe(f => File.Exists(f));
        File.Exists(Path.Combine(installed.Folder, "kernel.json")).ShouldBe(name != Name);
    }

    [Fact]
    public void Names_that_differ_in_capitals_are_the_same_to_Jupyter()
    {
        Write("{}");
        Should.Throw<InvalidOperationException>(() => KernelSpec.Install(Kernels, Name.ToUpperInvariant(), typeof(KernelSpec).Assembly.Location)).Message.ShouldContain("--name");
    }

    [Fact]
    public void A_program_that_is_not_there_is_refused() =>
        Should.Throw<ArgumentException>(() => KernelSpec.Install(Kernels, Name, Path.Combine(_folder.Path, "course.dll"))).ParamName.ShouldBe("program");

    [Fact]
    public async Task A_connection_file_that_is_damaged_is_named()
    {
        var file = _folder["connection.json"];
        await File.WriteAllTextAsync(file, """{"shell_port": "one"}""");
        var result = await CourseProcess.RunAsync(_folder.Path, "kernel", "--connection-file", file);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("shell_port");
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_doctor_runs_a_cell_and_says_which_kernel_is_used()
    {
        var result = await CourseProcess.RunAsync(CourseProcess.Repository, "doctor");
        result.Output.ShouldContain("A cell of C# runs.");
        result.Output.ShouldContain(KernelSpec.DefaultName);
    }

    [Fact]
    public async Task What_cannot_be_written_or_read_is_a_failure_and_not_a_wrong_command_line()
    {
        await File.WriteAllTextAsync(_folder["share"], "a file where a folder should be");
        (await Course("install")).ExitCode.ShouldBe(1);
        (await CourseProcess.RunAsync(_folder.Path, "kernel", "--connection-file", _folder["none.json"])).ExitCode.ShouldBe(1);
    }

    private Task<CourseProcess.Result> Course(string verb) =>
        CourseProcess.RunAsync(_folder.Path, "jupyter", verb, "--prefix", _folder.Path, "--name", Name);

    private void Write(string json)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kernels, Name));
        File.WriteAllText(Path.Combine(folder.FullName, "kernel.json"), json);
    }
}
