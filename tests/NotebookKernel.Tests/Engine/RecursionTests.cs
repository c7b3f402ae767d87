using Microsoft.CodeAnalysis.CSharp;
using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

/// <summary>A recursion without end would take the process along: here it is an error like another.</summary>
public sealed class RecursionTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)")]
    [InlineData("int Deep(int n)\n{ return Deep(n + 1) + 1; }\nDeep(0)")]
    [InlineData("int Ping(int n) => Pong(n) + 1; int Pong(int n) => Ping(n) + 1;\nPing(0)")]
    [InlineData("class Typo { int value; public int Value { get { return Value; } set { Value = value; } } }\nnew Typo().Value")]
    [InlineData("class Typo { public int Value\n  // on a line of its own\n  => Value + 1; }\nnew Typo().Value")]
    [InlineData("void Inner() { void Local() => Local(); Local(); }\nInner();")]
    [InlineData("Task.Run(Deep).Wait(); int Deep() => Deep() + 1;")]
    public async Task A_recursion_without_end_is_an_error_and_the_session_goes_on(string code)
    {
        await _session.Run("var kept = 41;");
        for (var i = 0; i < 2; i++)
        {
            var error = await _session.Fail(code);
            error.Kind.ShouldBe(CellErrorKind.Exception);
            error.Name.ShouldBe("InsufficientExecutionStackException");
            error.Message.ShouldContain("calls itself");
            error.Traceback.Count.ShouldBeLessThan(200);
        }

        (await _session.Run("kept + 1")).Result.ShouldBe("42");
    }

    [Fact]
    public async Task A_deep_recursion_that_ends_has_room() => (await _session.Run("int Sum(int n) => n == 0 ? 0 : n + Sum(n - 1);\nSum(50_000)")).Result.ShouldBe("1250025000");

    [Fact]
    public async Task The_line_of_an_error_inside_stays()
    {
        var error = await _session.Fail("int Down(int n)\n  =>\n  n == 0 ? 1 / n\n  : Down(n - 1);\n\nDown(100)");
        error.Line.ShouldBe(3);
        error.Traceback[1].ShouldBe("   at Down in cell 1, line 3: n == 0 ? 1 / n");
        error.Traceback.ShouldContain(l => l.Contains("more calls", StringComparison.Ordinal));
        error.Traceback[^1].ShouldBe("   at cell 1, line 6: Down(100)");
    }

    [Theory]
    [InlineData("int F(int n) => F(n - 1);", "F")]
    [InlineData("int F(int n) => G(n); int G(int n) { return H(n); } int H(int n) => F(n);", "F G H")]
    [InlineData("int F(int n) => G(n) + H; int G(int n) => n; int H => 1;", "")]
    [InlineData("class A { int B { get { return B; } } int C => D.Length; string D { get; set; } }", "B")]
    [InlineData("int F() { int L() => 1; return L(); }", "")]
    [InlineData("extern int F(); abstract class A { public abstract int G(); }", "")]
    public void Only_what_may_come_back_is_checked(string code, string expected) =>
        string.Join(' ', RecursiveFunctions.In(CSharpSyntaxTree.ParseText(code, CellParser.Options).GetRoot()).Order()).ShouldBe(expected);
}
