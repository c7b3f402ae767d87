using NotebookKernel.Notebooks;
using NotebookKernel.Running;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Running;

public class NotebookParametersTests
{
    private const string Declarations = """
        // Sizes
        int samples = 10_000, seed = 0;
        var rate = 0.5;
        var big = 5L; float small = 1f; decimal exact = 1m;
        var product = 2 * 1_000;
        var negative = -1.5;
        string name = "a"; bool loud = false;
        var list = new List<int>();
        const int Fixed = 3;
        """;

    private const string Sizes = """{"quick": {"samples": 500, "rate": 0.25}, "full": {"samples": 100000, "loud": true, "name": "all"}}""";

    [Fact]
    public void Names_are_those_of_the_parameters_cell_in_order() =>
        new NotebookParameters(Sample()).Names.ShouldBe(["samples", "seed", "rate", "big", "small", "exact", "product", "negative", "name", "loud", "list"]);

    [Theory]
    [InlineData(RunSize.AsWritten, null)]
    [InlineData(RunSize.Quick, "samples = 500;\nrate = 0.25;")]
    [InlineData(RunSize.Full, "samples = 100000;\nname = \"all\";\nloud = true;")]
    public void A_size_is_assigned_behind_the_parameters_cell(RunSize size, string? source)
    {
        var notebook = Sample();
        new NotebookParameters(notebook).Inject(size, new Dictionary<string, string>());
        if (source is null)
        {
            notebook.Cells.Count.ShouldBe(3);
            return;
        }

        notebook.Cells.Count.ShouldBe(4);
        notebook.Cells[2].HasTag("injected-parameters").ShouldBeTrue();
        notebook.Cells[2].Source.ShouldBe(source);
    }

    [Theory]
    [InlineData("samples", "1_500", "1500")]
    [InlineData("samples", "-3", "-3")]
    [InlineData("rate", "1e-3", "0.001")]
    [InlineData("rate", "7", "7")]
    [InlineData("big", "123456789012", "123456789012L")]
    [InlineData("small", "0.1", "0.1f")]
    [InlineData("exact", "0.10", "0.10m")]
    [InlineData("product", "5", "5")]
    [InlineData("negative", "2.5", "2.5")]
    [InlineData("name", "a\"b\\c\n", "\"a\\\"b\\\\c\\n\"")]
    [InlineData("name", "", "\"\"")]
    [InlineData("loud", "True", "true")]
    public void A_value_is_written_in_its_variables_type(string name, string value, string literal)
    {
        var notebook = Sample();
        new NotebookParameters(notebook).Inject(RunSize.AsWritten, new Dictionary<string, string> { [name] = value });
        notebook.Cells[2].Source.ShouldBe($"{name} = {literal};");
    }

    [Theory]
    [InlineData("samples", "1.5", "of type int")]
    [InlineData("samples", "99999999999", "of type int")]
    [InlineData("samples", "1; System.IO.File.Delete(\"x\")", "of type int")]
    [InlineData("rate", "NaN", "of type double")]
    [InlineData("rate", "1,5", "of type double")]
    [InlineData("loud", "yes", "of type bool")]
    [InlineData("list", "1", "cannot be set")]
    public void A_value_that_does_not_fit_is_refused(string name, string value, string problem)
    {
        var parameters = new NotebookParameters(Sample());
        var error = Should.Throw<ParameterException>(() => parameters.Inject(RunSize.AsWritten, new Dictionary<string, string> { [name] = value }));
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain(name);
        error.Message.ShouldStartWith("folder/n.ipynb: ");
    }

    [Fact]
    public void A_value_of_ones_own_wins_over_the_size()
    {
        var notebook = Sample();
        new NotebookParameters(notebook).Inject(RunSize.Quick, new Dictionary<string, string> { ["samples"] = "7", ["elsewhere"] = "1" });
        notebook.Cells[2].Source.ShouldBe("samples = 7;\nrate = 0.25;");
    }

    [Fact]
    public void Running_again_replaces_the_injected_cell()
    {
        var notebook = Sample();
        new NotebookParameters(notebook).Inject(RunSize.Quick, new Dictionary<string, string>());
        var copy = Notebook.Parse(notebook.ToUtf8(), "copy.ipynb");
        new NotebookParameters(copy).Inject(RunSize.Full, new Dictionary<string, string>());
        copy.Cells.Count.ShouldBe(4);
        copy.Cells[2].Source.ShouldContain("100000");
    }

    [Fact]
    public void A_size_for_an_undeclared_variable_is_the_notebooks_mistake()
    {
        var notebook = new NotebookBuilder().Parameters("var n = 1;", """{"quick": {"m": 2}}""").Build("n.ipynb");
        var error = Should.Throw<ParameterException>(() => new NotebookParameters(notebook).Inject(RunSize.Quick, new Dictionary<string, string>()));
        error.Message.ShouldContain("\"m\"");
        error.Message.ShouldContain("declares n");
    }

    [Fact]
    public void A_notebook_without_parameters_runs_as_it_is_at_every_size()
    {
        var notebook = new NotebookBuilder().Code("1").Build("n.ipynb");
        var parameters = new NotebookParameters(notebook);
        parameters.Names.ShouldBeEmpty();
        parameters.Inject(RunSize.Full, new Dictionary<string, string> { ["x"] = "1" });
        notebook.Cells.Count.ShouldBe(1);
    }

    private static Notebook Sample() =>
        new NotebookBuilder().Text("# Title").Parameters(Declarations, Sizes).Code("samples").Build("folder/n.ipynb");
}
