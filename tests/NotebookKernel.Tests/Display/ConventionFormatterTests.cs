using NotebookKernel.Display;
using NotebookKernel.Tests.Engine;

namespace NotebookKernel.Tests.Display;

/// <summary>Formatters found by name, declared in a cell as a library declares them.</summary>
public sealed class ConventionFormatterTests : IAsyncLifetime, IDisposable
{
    private const string Declarations =
        """
        using System.IO;
        [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
        class TypeFormatterSourceAttribute : Attribute
        {
            public TypeFormatterSourceAttribute(Type type) => FormatterSourceType = type;
            public Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        class F(string mime, Func<object, string> format)
        {
            public string MimeType => mime;
            public bool Format(object value, TextWriter writer)
            {
                var text = format(value);
                writer.Write(text);
                return text != null;
            }
        }
        class Source
        {
            public static int Created;
            public Source() => Created++;
            public IEnumerable<object> CreateTypeFormatters() =>
            [
                new F("text/html", v => ((Chart)v).Title is { } t ? $"<b>{t}</b>" : null),
                new F("application/vnd.plotly.v1+json", v => $"{{\"title\":\"{((Chart)v).Title}\"}}"),
                new F("image/png", v => Convert.ToBase64String([1, 2, 3])),
            ];
        }
        [TypeFormatterSource(typeof(Source), PreferredMimeTypes = ["application/vnd.plotly.v1+json", "text/html", "image/png", "text/plain", "text/x-unknown"])]
        class Chart(string title) { public string Title => title; }
        class Bars(string title) : Chart(title);
        class HtmlSource { public IEnumerable<object> CreateTypeFormatters() => [new F("text/html", v => "<i>point</i>"), new F("text/plain", v => "point")]; }
        [TypeFormatterSource(typeof(HtmlSource))]
        struct Point { public int X => 1; }
        class ThrowingSource { public IEnumerable<object> CreateTypeFormatters() => [new F("text/html", v => throw new FormatException("no picture"))]; }
        [TypeFormatterSource(typeof(ThrowingSource))]
        class Throwing { }
        class WrongSource { public IEnumerable<object> CreateTypeFormatters() => [new object()]; }
        [TypeFormatterSource(typeof(WrongSource))]
        class Wrong { }
        """;

    private readonly Session _session = new();

    public Task InitializeAsync() => _session.Run(Declarations);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("new Chart(\"sales\")")]
    [InlineData("new Bars(\"sales\")")]
    public async Task All_preferred_types_come_in_one_bundle_also_for_derived_types(string value)
    {
        var data = (await _session.Run(value)).Data.ShouldNotBeNull().Data;
        data["text/html"].ShouldBe("<b>sales</b>");
        data["application/vnd.plotly.v1+json"].ShouldBe("{\"title\":\"sales\"}");
        data["image/png"].ShouldBe("AQID");
        data["text/plain"].ShouldBe($"{value[4..].Split('(')[0]} {{ Title = sales }}"); // the default view: there is no formatter of its own
        data.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Without_preferences_only_html_is_emitted()
    {
        var data = (await _session.Run("new Point()")).Data.ShouldNotBeNull().Data;
        data.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("text/html", "<i>point</i>"));
        var plain = await _session.Run("display(new Point(), \"text/plain\");");
        plain.Displays[0].Data["text/plain"].ShouldBe("point");
    }

    [Fact]
    public async Task False_falls_back_to_the_default_view()
    {
        var data = (await _session.Run("new Chart(null)")).Data.ShouldNotBeNull().Data;
        data["text/html"].ShouldContain("<caption>Chart</caption>");
        data["image/png"].ShouldBe("AQID");
    }

    [Fact]
    public async Task A_formatter_that_throws_fails_the_cell()
    {
        (await _session.Fail("new Throwing()")).Message.ShouldBe("no picture");
        var (recorder, error) = await _session.Try("Console.WriteLine(1);\ndisplay(new Throwing());\nConsole.WriteLine(2);");
        (error.ShouldNotBeNull().Name, error.Line).ShouldBe(("FormatException", 2));
        recorder.Events.ShouldBe(["out:1\n"]);
    }

    [Fact]
    public async Task A_declaration_that_does_not_follow_the_convention_says_so() =>
        (await _session.Fail("new Wrong()")).Message.ShouldContain("has no MimeType");

    [Fact]
    public async Task Formatters_are_made_once_for_a_type()
    {
        await _session.Run("for (var i = 0; i < 5; i++) display(new Chart(\"a\"));");
        (await _session.Run("Source.Created")).Result.ShouldBe("1");
    }

    [Fact]
    public void Types_without_a_declaration_have_none() => new ConventionFormatters().Find(typeof(string)).ShouldBeNull();
}
