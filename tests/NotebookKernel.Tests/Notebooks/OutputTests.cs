using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NotebookKernel.Display;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Tests.Notebooks;

public class OutputTests
{
    private static readonly MimeBundle Bundle = new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["text/plain"] = "two\nlines",
        ["text/html"] = "<p title=\"q\">é</p>\n",
        ["image/png"] = "iVBORw0KGgo=",
        ["application/vnd.plotly.v1+json"] = """{"data":[{"y":[1,2.5]}],"layout":{}}""",
    }));

    [Fact]
    public void Every_kind_of_output_is_read_as_it_was_written()
    {
        CellOutput[] outputs =
        [
            new StreamOutput(StreamName.Output, "a\n\nb"),
            new StreamOutput(StreamName.Error, "\t\\ \u0001 \u2028 𝛌\n"),
            new DisplayOutput(Bundle),
            new ResultOutput(Bundle, 12),
            new OtherOutput("""{"output_type":"future","x":[1]}"""),
        ];
        var read = Rewrite([.. outputs, new ErrorOutput("CS0103", "The name 'x'", ["line 1", "  line 2"])]);
        read[0].ShouldBe(outputs[0]);
        read[1].ShouldBe(outputs[1]);
        ((DisplayOutput)read[2]).Data.Data.ShouldBe(Bundle.Data);
        ((ResultOutput)read[3]).Data.Data.ShouldBe(Bundle.Data);
        ((ResultOutput)read[3]).ExecutionCount.ShouldBe(12);
        read[4].ShouldBe(outputs[4]);
        var error = read[5].ShouldBeOfType<ErrorOutput>();
        (error.Name, error.Message).ShouldBe(("CS0103", "The name 'x'"));
        error.Traceback.ShouldBe(["line 1", "  line 2"]);
    }

    [Fact]
    public void Outputs_have_nbformats_members()
    {
        var notebook = Empty();
        notebook.Cells[0].Outputs = [new ResultOutput(Bundle, 2), new DisplayOutput(Bundle)];
        using var json = JsonDocument.Parse(notebook.ToUtf8());
        var result = json.RootElement.GetProperty("cells")[0].GetProperty("outputs")[0];
        result.GetProperty("output_type").GetString().ShouldBe("execute_result");
        result.GetProperty("execution_count").GetInt32().ShouldBe(2);
        result.GetProperty("metadata").ValueKind.ShouldBe(JsonValueKind.Object);
        var data = result.GetProperty("data");
        data.GetProperty("text/plain").EnumerateArray().Select(l => l.GetString()).ShouldBe(["two\n", "lines"]);
        data.GetProperty("image/png").GetString().ShouldBe("iVBORw0KGgo=");
        data.GetProperty("application/vnd.plotly.v1+json").GetProperty("data")[0].GetProperty("y")[1].GetDouble().ShouldBe(2.5);
        json.RootElement.GetProperty("cells")[0].GetProperty("outputs")[1].TryGetProperty("execution_count", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_json_type_that_holds_no_json_is_kept_as_a_string()
    {
        var read = Rewrite([new DisplayOutput(MimeBundle.Of("application/json", "{ not json"))]);
        JsonSerializer.Deserialize<string>(((DisplayOutput)read[0]).Data.Data["application/json"]).ShouldBe("{ not json");
    }

    [Theory]
    [InlineData("""{"output_type":"stream"}""")]
    [InlineData("""{"output_type":"display_data","data":[]}""")]
    [InlineData("""{"output_type":"error","ename":"x","evalue":"y","traceback":7}""")]
    [InlineData("17")]
    public void A_damaged_output_is_kept_not_refused(string json)
    {
        var notebook = Parse(json);
        notebook.Cells[0].Outputs.ShouldBe([new OtherOutput(json)]);
    }

    private static IReadOnlyList<CellOutput> Rewrite(CellOutput[] outputs)
    {
        var notebook = Empty();
        notebook.Cells[0].Outputs = outputs;
        return Notebook.Parse(notebook.ToUtf8(), "n").Cells[0].Outputs;
    }

    private static Notebook Empty() => Parse("");

    private static Notebook Parse(string outputs) => Notebook.Parse(
        Encoding.UTF8.GetBytes($$"""
            {
              "cells": [ { "cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [{{outputs}}], "source": "" } ],
              "metadata": {}, "nbformat": 4, "nbformat_minor": 4
            }
            """),
        "n");
}
