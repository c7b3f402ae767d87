using System.Text.Json;
using NotebookKernel.Jupyter;

namespace NotebookKernel.Tests.Jupyter;

public sealed class SmallPartsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀c", 2, 3)]
    [InlineData("😀😀", 1, 2)]
    [InlineData("ab", 9, 2)]
    [InlineData("\uD83D", 1, 1)]
    [InlineData("", 0, 0)]
    public void Code_points_are_not_UTF16_units(string text, int points, int index)
    {
        CodePoints.Index(text, points).ShouldBe(index);
        if (points <= text.Length) CodePoints.Count(text, index).ShouldBe(points);
    }

    [Theory]
    [InlineData("Math.Sqrt?", "Math.Sqrt")]
    [InlineData(" x ?? \n", "x")]
    [InlineData("List<int>?", "List<int>")]
    [InlineData("a ? b : c", null)]
    [InlineData("x ?? y", null)]
    [InlineData("?", null)]
    [InlineData("// why?", null)]
    public void Help_is_a_name_with_a_question_mark(string code, string? name) => HelpRequest.Parse(code).ShouldBe(name);

    [Fact]
    public void History_is_found_by_number_and_by_pattern()
    {
        var history = new History();
        string[] codes = ["var a = 1;", "a + 1", "var b = 2;", "a + 1"];
        for (var i = 0; i < codes.Length; i++) history.Add(new HistoryEntry(i + 1, codes[i], null));

        history.Tail(2).Select(e => e.Number).ShouldBe([3, 4]);
        history.Tail(99).Count().ShouldBe(4);
        history.Tail(-1).ShouldBeEmpty();
        history.Range(0, 2, 4).Select(e => e.Number).ShouldBe([2, 3]);
        history.Range(History.Session, 3, null).Select(e => e.Number).ShouldBe([3, 4]);
        history.Range(-1, 0, null).ShouldBeEmpty();
        history.Search("var*", null, unique: false).Select(e => e.Number).ShouldBe([1, 3]);
        history.Search("a ? 1", null, unique: true).Select(e => e.Number).ShouldBe([4]);
        history.Search("*", 3, unique: false).Select(e => e.Number).ShouldBe([2, 3, 4]);
    }

    [Theory]
    [InlineData("""{"shell_port":1,"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5,"ip":"127.0.0.1","transport":"tcp","key":"k","signature_scheme":"hmac-sha256"}""", null)]
    [InlineData("""{"shell_port":1,"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5}""", null)]
    [InlineData("""{"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5}""", "shell_port")]
    [InlineData("""{"shell_port":"1"}""", "shell_port")]
    [InlineData("""{"shell_port":70000}""", "shell_port")]
    [InlineData("""{"transport":"udp"}""", "transport")]
    [InlineData("""{"key":"k","signature_scheme":"hmac-md5"}""", "signature_scheme")]
    [InlineData("""{"shell_port":1,"ip":"no.address.invalid"}""", "no.address.invalid")]
    [InlineData("[]", "object")]
    public void A_connection_file_is_read_or_its_fault_named(string json, string? fault)
    {
        using var document = JsonDocument.Parse(json);
        if (fault is null) ConnectionInfo.Parse(document.RootElement).Shell.ToString().ShouldBe("tcp://127.0.0.1:1");
        else Should.Throw<FormatException>(() => ConnectionInfo.Parse(document.RootElement)).Message.ShouldContain(fault);
    }
}
