using NotebookKernel.Exercises;
using NotebookKernel.Notebooks;
using NotebookKernel.Tests.Site;

namespace NotebookKernel.Tests.Cli;

/// <summary>Copies of the course for students and for a teacher, made once.</summary>
public sealed class HandoutFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Student => _folder["kurs mit Lücke", "student"];

    public string Teacher => _folder["kurs mit Lücke", "teacher"];

    public async Task InitializeAsync()
    {
        var student = await CourseProcess.RunAsync(CourseProcess.Repository, "student", "--out", Student);
        student.ExitCode.ShouldBe(0, student.Error);
        var teacher = await CourseProcess.RunAsync(CourseProcess.Repository, "teacher", "--out", Teacher);
        teacher.ExitCode.ShouldBe(0, teacher.Error);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}

public sealed class HandoutTests(HandoutFixture made) : IClassFixture<HandoutFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string[] Lessons { get; } = Directory.GetFiles(Path.Combine(CourseProcess.Repository, "notebooks"), "*.ipynb");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Students_get_every_lesson_without_its_solutions_and_with_its_checks()
    {
        foreach (var lesson in Lessons.Select(Notebook.Read))
        {
            var handout = Notebook.Read(Path.Combine(made.Student, "notebooks", Path.GetFileName(lesson.Path)));
            handout.Cells.Select(c => c.Id).ShouldBe(lesson.Cells.Select(c => c.Id));
            foreach (var (given, original) in handout.Cells.Zip(lesson.Cells))
            {
                given.HasTag(Exercise.SolutionTag).ShouldBeFalse();
                if (original.HasTag(Exercise.SolutionTag))
                    given.Source.ShouldContain("your turn");
                else
                    given.Source.ShouldBe(original.Source);
            }
        }
    }

    [Fact]
    public void A_teacher_gets_the_lessons_as_they_are()
    {
        foreach (var lesson in Lessons)
            File.ReadAllBytes(Path.Combine(made.Teacher, "notebooks", Path.GetFileName(lesson))).ShouldBe(File.ReadAllBytes(lesson));
    }

    [Fact]
    public void What_the_README_of_a_copy_links_to_is_in_it()
    {
        foreach (var copy in (string[])[made.Student, made.Teacher])
            MarkdownFiles.Broken(copy, File.ReadAllText(Path.Combine(copy, "README.md"))).ShouldBeEmpty(copy);
    }

    [Fact]
    public async Task A_copy_runs_by_itself_and_an_exercise_that_nobody_has_done_says_so()
    {
        var run = await CourseProcess.RunProgramAsync(Path.Combine(made.Student, "lib", "course", "course.dll"), made.Student, "run", "--quick", "--keep-going", "--out", _folder["pages"], "notebooks/02*.ipynb");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("YourTurnException: Exercise 1 is still to do: `predictedCorrelation` is not there yet.");
        run.Error.ShouldContain("Exercise 5 is still to do");
        run.Error.ShouldNotContain("CS0103");
    }

    [Fact]
    public async Task Two_handouts_are_equal_and_the_second_may_take_the_place_of_the_first()
    {
        var target = _folder["student"];
        string[] command = ["student", "--out", target, "notebooks/03*.ipynb"];
        (await CourseProcess.RunAsync(CourseProcess.Repository, command)).ExitCode.ShouldBe(0);
        var first = Contents(target);
        first.Keys.ShouldContain("lib/bin/Course.dll");
        first.Keys.ShouldContain("README.md");
        first.Keys.ShouldContain("data/README.md");
        (await CourseProcess.RunAsync(CourseProcess.Repository, command)).ExitCode.ShouldBe(0);
        Contents(target).ShouldBe(first);
        Directory.GetFileSystemEntries(_folder.Path).ShouldHaveSingleItem();

        // Somebody has worked in it.
        var notebook = Directory.GetFiles(Path.Combine(target, "notebooks"), "*.ipynb").ShouldHaveSingleItem();
        await File.AppendAllTextAsync(notebook, "\n");
        var refused = await CourseProcess.RunAsync(CourseProcess.Repository, command);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("was changed since it was written (notebooks/03-");
        (await CourseProcess.RunAsync(CourseProcess.Repository, [.. command, "--force"])).ExitCode.ShouldBe(0);
        Contents(target).ShouldBe(first);
    }

    [Fact]
    public async Task A_folder_of_somebody_elses_stays_unless_forced()
    {
        var file = _folder["mine", "thesis.txt"];
        Directory.CreateDirectory(_folder["mine"]);
        await File.WriteAllTextAsync(file, "years of work");
        var refused = await CourseProcess.RunAsync(CourseProcess.Repository, "student", "--out", _folder["mine"], "notebooks/03*.ipynb");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("did not write");
        (await File.ReadAllTextAsync(file)).ShouldBe("years of work");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("notebooks")]
    [InlineData("lib/handout")]
    public async Task The_course_itself_is_never_replaced_even_if_forced(string target)
    {
        var course = Directory.CreateDirectory(_folder["course"]).FullName;
        Directory.CreateDirectory(Path.Combine(course, "notebooks"));
        Directory.CreateDirectory(Path.Combine(course, "lib", "bin"));
        await File.WriteAllTextAsync(Path.Combine(course, "lib", "bin", "Course.dll"), "");
        File.Copy(Lessons[0], Path.Combine(course, "notebooks", "01.ipynb"));
        var refused = await CourseProcess.RunAsync(course, "student", "--force", "--out", target);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("would take the place of");
        File.Exists(Path.Combine(course, "notebooks", "01.ipynb")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_lesson_runs_at_once_and_takes_the_next_number()
    {
        var written = await CourseProcess.RunAsync(made.Teacher, "new", "Größen & Maße: l'été");
        written.ExitCode.ShouldBe(0, written.Error);
        var next = Lessons.Max(l => int.Parse(Path.GetFileName(l)[..2], System.Globalization.CultureInfo.InvariantCulture)) + 1;
        var path = Path.Combine(made.Teacher, "notebooks", $"{next:00}-groessen-masse-lete.ipynb");
        Notebook.Read(path).Cells[0].Source.ShouldStartWith("# Größen & Maße: l'été\n");

        var again = await CourseProcess.RunAsync(made.Teacher, "new", "Größen & Maße: l'été");
        again.ExitCode.ShouldBe(0, again.Error);
        File.Exists(Path.Combine(made.Teacher, "notebooks", $"{next + 1:00}-groessen-masse-lete.ipynb")).ShouldBeTrue();

        var run = await CourseProcess.RunAsync(made.Teacher, "run", "--quick", "--out", _folder["pages"], path);
        run.ExitCode.ShouldBe(0, run.Error);
        var handout = await CourseProcess.RunAsync(made.Teacher, "student", "--out", _folder["student"], path);
        handout.ExitCode.ShouldBe(0, handout.Error);
        File.Delete(path);
        File.Delete(Path.Combine(made.Teacher, "notebooks", $"{next + 1:00}-groessen-masse-lete.ipynb"));
    }

    [Theory]
    [InlineData("no title", "new", "...")]
    [InlineData("Required", "new")]
    [InlineData("--out", "student")]
    [InlineData("no such notebook", "student", "--out", "x", "notebooks/99.ipynb")]
    public async Task A_wrong_command_line_is_explained(string problem, params string[] arguments)
    {
        var result = await CourseProcess.RunAsync(made.Teacher, arguments);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(problem, Case.Sensitive);
        result.Error.ShouldNotContain("   at ");
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));
}
