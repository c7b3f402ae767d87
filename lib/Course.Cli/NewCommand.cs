using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using NotebookKernel.Notebooks;

namespace Course.Cli;

/// <summary><c>course new</c>: a lesson to begin with.</summary>
internal static class NewCommand
{
    public const string Examples = """
        Examples:
          course new "Phases of matter"                the next free number: notebooks/16-phases-of-matter.ipynb

        The lesson has what every lesson has: goals, setup, parameters with sizes for --quick and --full, a section with words, formula, code, picture
        and check, three exercises with solutions and checks, and a summary. It runs as it is, and keeps to the conventions that the
        tests ask for. Replace its contents bit by bit, and run it after each with course run.

        Exit codes:
          0 written   1 it could not be written   2 the command line was wrong


        """;

    private const string Title = "{{title}}";

    private const string Marked = "àáâãèéêëěìíîïòóôõùúûůýÿçčćñňńšśžźżřďťł", Plain = "aaaaeeeeeiiiioooouuuuyycccnnnsszzzrdtl";

    /// <summary>How letters beyond ASCII are written in a file name, where that is more than the letter without its marks.</summary>
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['ä'] = "ae",
        ['ö'] = "oe",
        ['ü'] = "ue",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['ø'] = "oe",
        ['å'] = "aa",
    };

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The lesson's title." };
        var command = new Command("new", "Write the skeleton of a new lesson, which runs as it is.") { name };
        command.SetAction((parsed, _) => Interruptible.RunAsync(_ => Task.FromResult(Write(parsed.GetValue(name)!.Trim())), "no lesson was written"));
        return command;
    }

    private static int Write(string title)
    {
        var home = CourseFolder.Above(Environment.CurrentDirectory)
            ?? throw new UsageException("There is no folder \"notebooks\" here or above. Go to the folder of the course.");
        var slug = Slug(title);
        if (slug.Length == 0 || title.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw new UsageException($"\"{title}\" is no title: it needs letters or digits, in one line.");
        var folder = Directory.CreateDirectory(Path.Combine(home, "notebooks")).FullName;
        var number = 1 + Directory.EnumerateFiles(folder, "*.ipynb").Select(NumberOf).DefaultIfEmpty(0).Max();
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:00}-{slug}.ipynb"));
        var temporary = path + ".tmp";
        try
        {
            Lesson(title, path).Write(temporary);
            File.Move(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }

        Console.Out.WriteLine(path);
        Console.Out.WriteLine($"Run it: {ThisProgram.Command} run \"{Path.GetRelativePath(Environment.CurrentDirectory, path)}\"");
        return ExitCodes.Success;
    }

    /// <summary>The number that a lesson's file begins with; 0 if it has none.</summary>
    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileName(file).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Notebook Lesson(string title, string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Course.Cli.Lessons.skeleton.ipynb")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var lesson = Notebook.Parse(bytes.ToArray(), path);
        foreach (var cell in lesson.Cells.Where(c => c.Source.Contains(Title, StringComparison.Ordinal)))
            cell.Source = cell.Source.Replace(Title, title, StringComparison.Ordinal);
        return lesson;
    }

    /// <summary>A title as a file name: small letters and digits of ASCII, with hyphens between words.</summary>
    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (Letters.TryGetValue(letter, out var written))
                slug.Append(written);
            else if (Marked.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place)
                slug.Append(Plain[place]);
            else if (!char.IsLetter(letter) && letter is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }
}
