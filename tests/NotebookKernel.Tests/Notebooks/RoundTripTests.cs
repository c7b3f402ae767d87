using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Tests.Notebooks;

public class RoundTripTests
{
    /// <summary>Jupyter's own style: one space, sources as lists of lines, raw UTF-8, a line end at the end.</summary>
    private const string Jupyter = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {},
           "source": [
            "# Größe und Maß\n",
            "$\\lambda_1 \\geq \\lambda_2$"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "a1",
           "metadata": {
            "tags": [
             "parameters"
            ],
            "zz": {"unknown": [1, 2.50, 1e3]}
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "old\n"
             ]
            }
           ],
           "source": [
            "var n = 3;"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    /// <summary>VS Code's habits: other key order, a string source, escapes, no line end at the end, 4.2 without ids.</summary>
    private const string Escaped = """
        {
          "metadata": { "b": 1, "a": { "nested": null } },
          "nbformat_minor": 2,
          "nbformat": 4,
          "extra": "M\u00fcller \/ \ud83d\ude00 <b>",
          "cells": [
            { "source": "Console.WriteLine(\"\u03bb\");\n1+1", "outputs": [ ], "metadata": {"collapsed":false}, "execution_count": null, "cell_type": "code" },
            { "cell_type": "raw", "metadata": {}, "source": [] }
          ]
        }
        """;

    private const string Tabs = "{\n\t\"cells\": [\n\t\t{\n\t\t\t\"cell_type\": \"code\",\n\t\t\t\"metadata\": {},\n\t\t\t\"source\": [\"1\"],\n"
        + "\t\t\t\"outputs\": [],\n\t\t\t\"execution_count\": null\n\t\t}\n\t],\n\t\"metadata\": {},\n\t\"nbformat\": 4,\n\t\"nbformat_minor\": 4\n}\n";

    private const string Compact =
        """{"cells":[{"cell_type":"code","execution_count":null,"id":"x","metadata":{},"outputs":[],"source":"1"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""";

    public static TheoryData<string, string> Styles => new()
    {
        { "Jupyter", Jupyter },
        { "escaped", Escaped },
        { "tabs", Tabs },
        { "compact", Compact },
        { "Windows line ends", Jupyter.Replace("\n", "\r\n") },
        { "byte order mark", "\ufeff" + Jupyter },
        { "no cells", """{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""" },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void An_unchanged_notebook_is_written_byte_for_byte(string style, string text) =>
        Text(Parse(text).ToUtf8()).ShouldBe(text, style);

    [Theory]
    [MemberData(nameof(Styles))]
    public void Only_outputs_and_counts_differ_after_a_run(string style, string text)
    {
        var notebook = Parse(text);
        foreach (var cell in notebook.Cells.Where(c => c.Kind == CellKind.Code))
        {
            cell.ExecutionCount = 41;
            cell.Outputs = [new StreamOutput(StreamName.Output, "α\nβ"), new ErrorOutput("E", "\"quoted\"", ["\u001b[31mred", "\ud800"])];
        }

        var written = Parse(Text(notebook.ToUtf8()));
        foreach (var cell in written.Cells.Where(c => c.Kind == CellKind.Code))
        {
            cell.ExecutionCount.ShouldBe(41, style);
            cell.Outputs[0].ShouldBe(new StreamOutput(StreamName.Output, "α\nβ"));
        }

        // Taking the outputs away again gives the stripped original: nothing else was touched.
        written.StripOutputs();
        var original = Parse(text);
        original.StripOutputs();
        Text(written.ToUtf8()).ShouldBe(Text(original.ToUtf8()), style);
    }

    [Fact]
    public void Outputs_are_written_in_the_files_own_layout()
    {
        var notebook = Parse(Jupyter);
        var code = notebook.Cells[1];
        code.ExecutionCount = 1;
        code.Outputs = [new StreamOutput(StreamName.Output, "one\ntwo\n")];
        Text(notebook.ToUtf8()).ShouldBe(Jupyter
            .Replace("\"execution_count\": 3", "\"execution_count\": 1")
            .Replace("\"old\\n\"", "\"one\\n\",\n      \"two\\n\""));
    }

    [Fact]
    public void A_compact_file_stays_on_one_line()
    {
        var notebook = Parse(Compact);
        notebook.Cells[0].Outputs = [new StreamOutput(StreamName.Error, "x")];
        Text(notebook.ToUtf8()).ShouldBe(Compact.Replace("[]", """[{"name":"stderr","output_type":"stream","text":["x"]}]"""));
    }

    [Fact]
    public void Missing_members_of_a_code_cell_are_added()
    {
        var notebook = Parse("""
            {
             "cells": [
              {
               "cell_type": "code",
               "metadata": {},
               "source": "1"
              }
             ], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
            """);
        notebook.Cells[0].Outputs = [];
        notebook.Cells[0].ExecutionCount = 7;
        Text(notebook.ToUtf8()).ShouldContain("\"source\": \"1\",\n   \"execution_count\": 7,\n   \"outputs\": []\n  }");
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_new_cell_goes_behind_its_anchor(string style, string text)
    {
        var notebook = Parse(text);
        if (notebook.Cells.Count == 0)
            return;
        var anchor = notebook.Cells[0];
        var before = notebook.Cells.Select(c => c.Source).ToList();
        notebook.InsertAfter(anchor, new NotebookCell("new-1", "a = 1;\nb = 2;", "injected-parameters"));

        var written = Parse(Text(notebook.ToUtf8()));
        written.Cells.Select(c => c.Source).ShouldBe([before[0], "a = 1;\nb = 2;", .. before.Skip(1)], style);
        written.Cells[1].HasTag("injected-parameters").ShouldBeTrue();
        written.Cells[1].Id.ShouldBe(written.Minor >= 5 ? "new-1" : null);
    }

    [Fact]
    public void Sources_are_read_from_strings_and_from_lists()
    {
        Parse(Jupyter).Cells[0].Source.ShouldBe("# Größe und Maß\n$\\lambda_1 \\geq \\lambda_2$");
        Parse(Escaped).Cells[0].Source.ShouldBe("Console.WriteLine(\"λ\");\n1+1");
        Parse(Escaped).Cells[1].Source.ShouldBe("");
        Parse(Jupyter).Cells[1].Tags.ShouldBe(["parameters"]);
    }

    [Fact]
    public void A_changed_source_is_written_as_lines()
    {
        var notebook = Parse(Jupyter);
        notebook.Cells[1].Source = "x = 1;\r\ny = 2;\n";
        Text(notebook.ToUtf8()).ShouldContain("\"source\": [\n    \"x = 1;\\r\\n\",\n    \"y = 2;\\n\"\n   ]");
    }

    [Fact]
    public void Writing_replaces_the_file_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("notebook é ").FullName;
        try
        {
            var path = Path.Combine(folder, "ä b.ipynb");
            File.WriteAllText(path, Jupyter);
            var notebook = Notebook.Read(path);
            notebook.StripOutputs();
            notebook.Write(path);
            File.ReadAllBytes(path).ShouldBe(notebook.ToUtf8());
            Directory.GetFiles(folder).ShouldBe([path]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Notebook Parse(string text) => Notebook.Parse(Encoding.UTF8.GetBytes(text), "n.ipynb");

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
