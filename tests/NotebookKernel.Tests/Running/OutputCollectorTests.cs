using NotebookKernel.Display;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace NotebookKernel.Tests.Running;

public class OutputCollectorTests
{
    private static readonly MimeBundle A = MimeBundle.Of("text/plain", "a");
    private static readonly MimeBundle B = MimeBundle.Of("text/plain", "b");

    private readonly OutputCollector _collector = new();

    [Fact]
    public void Pieces_of_one_stream_grow_together_until_another_output_comes()
    {
        var cell = _collector.For(1);
        cell.Stream(StreamName.Output, "a");
        cell.Stream(StreamName.Output, "b\n");
        cell.Stream(StreamName.Error, "e");
        cell.Stream(StreamName.Output, "c");
        cell.Display(A, "1");
        cell.Stream(StreamName.Output, "d");
        _collector.Outputs(1).ShouldBe(
        [
            new StreamOutput(StreamName.Output, "ab\n"), new StreamOutput(StreamName.Error, "e"), new StreamOutput(StreamName.Output, "c"),
            new DisplayOutput(A), new StreamOutput(StreamName.Output, "d"),
        ]);
    }

    [Fact]
    public void A_result_carries_its_cells_number()
    {
        _collector.For(7).Result(A);
        _collector.Outputs(7).ShouldBe([new ResultOutput(A, 7)]);
        _collector.Outputs(8).ShouldBeEmpty();
    }

    [Fact]
    public void An_update_changes_every_output_of_that_name_in_place_also_in_earlier_cells()
    {
        _collector.For(1).Display(A, "x");
        _collector.For(1).Display(A, "y");
        _collector.For(2).Display(A, "x");
        _collector.For(3).Update("x", B);
        _collector.For(3).Update("unknown", B);
        _collector.Outputs(1).ShouldBe([new DisplayOutput(B), new DisplayOutput(A)]);
        _collector.Outputs(2).ShouldBe([new DisplayOutput(B)]);
        _collector.Outputs(3).ShouldBeEmpty();
    }

    [Fact]
    public void Clearing_removes_at_once_or_when_the_next_output_comes()
    {
        var cell = _collector.For(1);
        cell.Stream(StreamName.Output, "a");
        cell.Clear(wait: true);
        _collector.Outputs(1).Count.ShouldBe(1);
        cell.Stream(StreamName.Output, "b");
        _collector.Outputs(1).ShouldBe([new StreamOutput(StreamName.Output, "b")]);
        cell.Stream(StreamName.Output, "c");
        _collector.Outputs(1).ShouldBe([new StreamOutput(StreamName.Output, "bc")]);
        cell.Clear(wait: false);
        _collector.Outputs(1).ShouldBeEmpty();
    }

    [Fact]
    public void Text_without_end_is_cut_and_says_so()
    {
        var cell = _collector.For(1);
        var piece = new string('x', 300_000);
        for (var i = 0; i < 10; i++)
            cell.Stream(StreamName.Output, piece);
        var text = _collector.Outputs(1).ShouldHaveSingleItem().ShouldBeOfType<StreamOutput>().Text;
        text.TakeWhile(c => c == 'x').Count().ShouldBe(OutputCollector.TextLimit);
        text.ShouldEndWith("cut off after 1,000,000 characters.\n");
    }

    [Fact]
    public async Task Writers_on_many_threads_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
                _collector.For(1).Stream(t % 2 == 0 ? StreamName.Output : StreamName.Error, "x");
        })));
        _collector.Outputs(1).Cast<StreamOutput>().Sum(o => o.Text.Length).ShouldBe(8000);
    }
}
