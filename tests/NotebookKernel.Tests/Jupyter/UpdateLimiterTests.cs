using NotebookKernel.Display;
using NotebookKernel.Jupyter;

namespace NotebookKernel.Tests.Jupyter;

public sealed class UpdateLimiterTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly List<string> _sent = [];

    [Fact]
    public async Task The_first_passes_at_once_and_of_those_that_follow_closely_the_newest()
    {
        var limiter = Create();
        for (var i = 0; i < 1000; i++) Update(limiter, "a", $"{i}");
        _sent.ShouldBe(["a 0"]);
        await _clock.Advance(Long, () => _sent.Count > 1);
        _sent.ShouldBe(["a 0", "a 999"]);

        // That one counts as well: the next waits again.
        Update(limiter, "a", "next");
        _sent.Count.ShouldBe(2);
        await _clock.Advance(Long, () => _sent.Count > 2);
        _sent[^1].ShouldBe("a next");
    }

    [Fact]
    public void Values_do_not_hold_up_one_another()
    {
        var limiter = Create();
        Update(limiter, "a", "1");
        Update(limiter, "b", "2");
        _sent.ShouldBe(["a 1", "b 2"]);
    }

    [Fact]
    public void What_waits_is_sent_once_when_the_cell_ends()
    {
        var limiter = Create();
        Update(limiter, "a", "1");
        Update(limiter, "a", "2");
        Update(limiter, "a", "3");
        limiter.Flush();
        limiter.Flush();
        _sent.ShouldBe(["a 1", "a 3"]);
    }

    [Fact]
    public async Task A_large_value_rests_longer_than_a_small_one()
    {
        var limiter = Create();
        Update(limiter, "small", "1");
        Update(limiter, "large", new string('x', 10_000_000));
        Update(limiter, "small", "2");
        Update(limiter, "large", "2");
        await _clock.Advance(TimeSpan.FromMilliseconds(500), () => _sent.Count > 2);
        _sent[^1].ShouldBe("small 2");
        await _clock.Advance(Long, () => _sent.Count > 3);
        _sent[^1].ShouldBe("large 2");
    }

    private static void Update(UpdateLimiter limiter, string id, string text) => limiter.Update(id, MimeBundle.Of("text/plain", text));

    private UpdateLimiter Create() => new((id, data) => _sent.Add($"{id} {data.Data["text/plain"]}"), _clock);
}
