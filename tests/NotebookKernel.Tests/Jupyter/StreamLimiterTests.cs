using NotebookKernel.Display;
using NotebookKernel.Jupyter;

namespace NotebookKernel.Tests.Jupyter;

public sealed class StreamLimiterTests
{
    private readonly ManualClock _clock = new();
    private readonly List<(StreamName Stream, string Text)> _sent = [];

    [Fact]
    public void What_fits_passes_as_it_is()
    {
        var limiter = Create();
        limiter.Write(StreamName.Output, "a\n");
        limiter.Write(StreamName.Error, "b");
        limiter.Flush();
        _sent.ShouldBe([(StreamName.Output, "a\n"), (StreamName.Error, "b")]);
    }

    [Fact]
    public void Of_a_flood_the_beginning_and_the_end_are_shown_and_the_rest_is_counted()
    {
        var limiter = Create();
        const int lines = 500_000;
        for (var i = 0; i < lines; i++) limiter.Write(StreamName.Output, $"{i:D9}\n");
        limiter.Flush();

        var output = string.Concat(_sent.Where(s => s.Stream == StreamName.Output).Select(s => s.Text));
        var note = string.Concat(_sent.Where(s => s.Stream == StreamName.Error).Select(s => s.Text));
        output.ShouldStartWith("000000000\n000000001\n");
        output.ShouldEndWith("000499999\n");
        output.Length.ShouldBeLessThan(StreamLimiter.Capacity + 10_000);
        var shown = output.Split('\n').Length - 1;
        note.ShouldContain(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{lines - shown:N0} lines"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public void No_character_of_two_halves_is_cut(string before)
    {
        var limiter = Create();
        limiter.Write(StreamName.Output, before + string.Concat(Enumerable.Repeat("\U0001F600", StreamLimiter.Capacity)));
        limiter.Flush();
        foreach (var (_, text) in _sent) text.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void One_text_that_is_too_long_is_cut_in_the_middle()
    {
        var limiter = Create();
        limiter.Write(StreamName.Output, new string('x', 10 * StreamLimiter.Capacity));
        limiter.Flush();
        _sent.Sum(s => s.Text.Length).ShouldBeLessThan(StreamLimiter.Capacity + 10_000);
        _sent[0].Text.Length.ShouldBe(StreamLimiter.Capacity);
        _sent.ShouldContain(s => s.Stream == StreamName.Error);
    }

    [Fact]
    public async Task After_a_pause_it_goes_on_also_without_a_further_text()
    {
        var limiter = Create();
        limiter.Write(StreamName.Output, new string('x', StreamLimiter.Capacity));
        limiter.Write(StreamName.Output, "held back");
        _sent.Count.ShouldBe(1);
        await _clock.Advance(TimeSpan.FromSeconds(1), () => _sent.Count > 1);
        _sent[^1].ShouldBe((StreamName.Output, "held back"));
        limiter.Write(StreamName.Output, "later");
        _sent[^1].ShouldBe((StreamName.Output, "later"));
    }

    private StreamLimiter Create() => new((stream, text) => _sent.Add((stream, text)), _clock);
}
