using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

public sealed class DirectiveTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("#r \"lib/Outer.dll\"")]
    [InlineData("  #r   \" lib\\Outer.dll \"  // the course's library")]
    [InlineData("#r \"./lib/../lib/Outer.dll\"")]
    public async Task A_referenced_assembly_brings_those_beside_it(string directive)
    {
        Libraries();
        (await _session.Run(directive + "\nusing Inner;\nOuter.Api.Name + new Part().Value")).Result.ShouldBe("outer5");
        (await _session.Run("typeof(Part).Assembly == Outer.Api.PartAssembly")).Result.ShouldBe("true");
        (await _session.Run("Path.GetFileName(typeof(Outer.Api).Assembly.Location)".Replace("Path.", "System.IO.Path.", StringComparison.Ordinal))).Result
            .ShouldBe("Outer.dll");
    }

    [Fact]
    public async Task A_reference_may_stand_after_code_and_be_repeated()
    {
        Libraries();
        (await _session.Run("var before = 1;\n#r \"lib/Outer.dll\"\n#r \"lib/Outer.dll\"\nOuter.Api.Name + before")).Result.ShouldBe("outer1");
        (await _session.Run("#r \"lib/Inner.dll\"\nnew Inner.Part().Value")).Result.ShouldBe("5");
    }

    [Fact]
    public async Task Sessions_have_assemblies_of_their_own()
    {
        Libraries();
        using var other = new Session();
        Library(Path.Combine(other.Folder, "lib"), "Inner", "namespace Inner; public class Part { public static int Count; public int Value => 6; }");
        await _session.Run("#r \"lib/Inner.dll\"\nInner.Part.Count = 3;");
        (await other.Run("#r \"lib/Inner.dll\"\nInner.Part.Count + new Inner.Part().Value")).Result.ShouldBe("6");
    }

    [Fact]
    public async Task Another_build_of_a_loaded_assembly_is_refused_with_a_reason()
    {
        Libraries();
        Library(Path.Combine(_session.Folder, "other"), "Inner", "namespace Inner; public class Part { public int Value => 7; }");
        await _session.Run("#r \"lib/Inner.dll\"");
        var error = await _session.Fail("#r \"other/Inner.dll\"");
        error.Kind.ShouldBe(CellErrorKind.Directive);
        error.Message.ShouldContain("already uses Inner");
        error.Message.ShouldContain("Restart");
    }

    [SkippableFact]
    public async Task Native_libraries_beside_an_assembly_are_found()
    {
        var native = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), OperatingSystem.IsMacOS() ? "libSystem.Native.dylib" : "libSystem.Native.so");
        Skip.IfNot(File.Exists(native), "no native library at hand whose exports are known");
        var folder = Path.Combine(_session.Folder, "lib");
        Library(
            folder,
            "Native",
            "public static class Native { [System.Runtime.InteropServices.DllImport(\"own\")] public static extern int SystemNative_GetPid(); }");
        File.Copy(native, Path.Combine(folder, "libown" + Path.GetExtension(native)));
        (await _session.Run("#r \"lib/Native.dll\"\nNative.SystemNative_GetPid() == Environment.ProcessId")).Result.ShouldBe("true");
    }

    [Theory]
    [InlineData("var a = 1;\n#r \"missing.dll\"", "missing.dll")]
    [InlineData("\n#r \"notes.txt\"", "not a .NET assembly")]
    [InlineData("\n#r", "needs an argument")]
    [InlineData("\n#r \"open", "closing quote")]
    [InlineData("\n#load \"missing.csx\"", "no such file")]
    [InlineData("\n#!import \"missing.csx\"", "there is no file")]
    [InlineData("\n#!import \"notes.txt\"", ".csx, .cs or .ipynb")]
    [InlineData("\n#!import \"broken.ipynb\"", "not a notebook")]
    [InlineData("\n#!import \"loop.csx\"", "imports itself")]
    [InlineData("\n#!fsharp", "#!fsharp is not known")]
    [InlineData("\n#i \"somewhere\"", "package source")]
    [InlineData("\n#r \"nuget: \"", "nuget: Name, Version")]
    public async Task A_directive_that_fails_says_why_and_where(string code, string reason)
    {
        _session.Write("notes.txt", "text");
        _session.Write("broken.ipynb", "{");
        _session.Write("loop.csx", "#!import \"loop.csx\"");
        var error = await _session.Fail(code);
        error.Kind.ShouldBe(CellErrorKind.Directive);
        error.Message.ShouldContain(reason);
        error.Line.ShouldBe(2);
        error.SourceLine.ShouldBe(code.Split('\n')[1]);
    }

    [Fact]
    public async Task Load_brings_declarations_and_references_but_no_usings()
    {
        Libraries();
        _session.Write("helpers/tools.csx", "#r \"../lib/Outer.dll\"\nusing System.IO;\nstring Ext(string p) => Path.GetExtension(p);\nvar loaded = 3;\n");
        (await _session.Run("#load \"helpers/tools.csx\"\nExt(\"a.b\") + loaded")).Result.ShouldBe(".b3");
        (await _session.Run("Outer.Api.Name + new Inner.Part().Value")).Result.ShouldBe("outer5");
        (await _session.Fail("Path.GetTempPath()")).Name.ShouldBe("CS0103");
    }

    [Fact]
    public async Task Load_may_stand_after_code()
    {
        _session.Write("tools.csx", "int Tool() => 4;");
        (await _session.Run("using System.IO;\nvar a = 1;\n#load \"tools.csx\"\nTool() + a")).Result.ShouldBe("5");
        (await _session.Fail("var a = 1;\n#load \"tools.csx\"\nTool(a)")).Line.ShouldBe(3);
    }

    [Fact]
    public async Task Import_keeps_usings_and_resolves_references_from_the_notebooks_folder()
    {
        Libraries();
        _session.Write("helpers/tools.csx", "#r \"lib/Outer.dll\"\nusing System.IO;\nstring Ext(string p) => Path.GetExtension(p);\n");
        (await _session.Run("#!import \"helpers/tools.csx\"\nExt(\"a.b\") + Outer.Api.Name")).Result.ShouldBe(".bouter");
        (await _session.Run("Path.GetExtension(\"c.d\")")).Result.ShouldBe(".d");
    }

    [Fact]
    public async Task Code_before_an_import_runs_before_it()
    {
        _session.Write("tools.cs", "Console.WriteLine(\"imported \" + before); 77");
        var recorder = await _session.Run("var before = 1; Console.WriteLine(\"first\");\n#!import \"tools.cs\"\nConsole.WriteLine(\"last\"); 5");
        recorder.Events.ShouldBe(["out:first\nimported 1\n", "display:77", "out:last\n", "result:5"]);
    }

    [Fact]
    public async Task Import_runs_the_code_cells_of_a_notebook()
    {
        _session.Write(
            "other.ipynb",
            """
            {"cells": [
              {"cell_type": "markdown", "source": ["# not code"]},
              {"cell_type": "code", "source": ["using System.IO;\n", "var fromFirst = 1;"]},
              {"cell_type": "code", "source": "int Both() => fromFirst + 1;"}
            ], "nbformat": 4}
            """);
        (await _session.Run("#!import \"other.ipynb\"\nBoth() + Path.PathSeparator.ToString().Length")).Result.ShouldBe("3");
    }

    [Fact]
    public async Task Errors_in_other_files_name_the_file_and_its_line()
    {
        _session.Write("bad.csx", "var ok = 1;\nint broken = \"s\";\n");
        _session.Write("throws.csx", "var ok = 1;\n\nthrow new Exception(\"inside\");\n");
        _session.Write("directive.csx", "\n#r \"missing.dll\"\n");
        var load = await _session.Fail("var a = 1;\n#load \"bad.csx\"");
        (load.Kind, load.Line, load.SourceLine).ShouldBe((CellErrorKind.Compilation, 2, "#load \"bad.csx\""));
        load.Message.ShouldStartWith("bad.csx, line 2: ");
        var import = await _session.Fail("var a = 1;\n#!import \"bad.csx\"");
        (import.Kind, import.Line, import.SourceLine).ShouldBe((CellErrorKind.Compilation, 2, "#!import \"bad.csx\""));
        import.Message.ShouldStartWith("bad.csx, line 2: ");
        import.Traceback.ShouldContain("    int broken = \"s\";");
        var thrown = await _session.Fail("#!import \"throws.csx\"");
        (thrown.Name, thrown.Line, thrown.Message).ShouldBe(("Exception", 1, "throws.csx, line 3: inside"));
        var loaded = await _session.Fail("\n#load \"throws.csx\"");
        loaded.Line.ShouldBe(2);
        loaded.Traceback.ShouldContain(l => l.Contains("throws.csx, line 3", StringComparison.Ordinal));
        (await _session.Fail("#!import \"directive.csx\"")).Message.ShouldStartWith("directive.csx, line 2: ");
    }

    [Fact]
    public async Task A_function_of_an_imported_file_keeps_its_place_in_traces()
    {
        _session.Write("tools.csx", "\nint Fails() => throw new Exception(\"there\");\n");
        await _session.Run("#!import \"tools.csx\"");
        var error = await _session.Fail("\nFails();");
        error.Line.ShouldBe(2);
        error.Traceback[1].ShouldBe("   at Fails in tools.csx, line 2: int Fails() => throw new Exception(\"there\");");
    }

    [Fact]
    public async Task What_only_looks_like_a_directive_is_code()
    {
        var code = """"
            var text = """
            #r "nothing"
            #!nope
            """;
            /*
            #!nope
            */
            text.Length
            """";
        (await _session.Run(code)).Result.ShouldBe("19");
    }

    [Fact]
    public async Task Magics_show_text_and_time()
    {
        var recorder = await _session.Run("#!csharp\nvar a = 1;\n#!markdown\n# It's\n\nfine\n#!html\n<b>\"</b>\n#!C#\n#!time\na");
        recorder.Displays[0].Data["text/markdown"].ShouldBe("# It's\n\nfine");
        recorder.Displays[1].Data["text/html"].ShouldBe("<b>\"</b>");
        recorder.Displays[2].Data["text/plain"].ShouldMatch(@"^Wall time: \d+\.\d ms$");
        recorder.Result.ShouldBe("1");
    }

    private void Libraries()
    {
        var folder = Path.Combine(_session.Folder, "lib");
        var inner = Library(folder, "Inner", "namespace Inner; public class Part { public static int Count; public int Value => 5; }");
        Library(
            folder,
            "Outer",
            "namespace Outer; public static class Api { public static string Name => \"outer\"; public static System.Reflection.Assembly PartAssembly => typeof(Inner.Part).Assembly; }",
            inner);
        File.WriteAllText(Path.Combine(folder, "not-managed.dll"), "no assembly");
    }

    private static string Library(string folder, string name, string code, params string[] references)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".dll");
        CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [
                MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                MetadataReference.CreateFromFile(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "System.Runtime.dll")),
                .. references.Select(r => MetadataReference.CreateFromFile(r)),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path).Success.ShouldBeTrue();
        return path;
    }
}
