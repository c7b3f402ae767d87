using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Notebooks;
using NotebookKernel.Site;
using NotebookKernel.Tests.Notebooks;

namespace NotebookKernel.Tests.Site;

/// <summary>Executed notebooks with everything that pages must show well: formulas, tables, charts, long texts, errors, hostile texts.</summary>
internal static class SampleSite
{
    public const string Hostile = "<script>document.title = 'broken in'</script><img src=x onerror=\"document.title='broken in'\">";

    public static IReadOnlyList<SiteNotebook> Notebooks(string folder) =>
    [
        new(Covariance(Path.Combine(folder, "02-covariance.ipynb")), TimeSpan.FromSeconds(3.21)) { Covers = ["First lecture: covariance & correlation", "Second lecture: repeated"] },
        new(Components(Path.Combine(folder, "03-components & axes.ipynb")), TimeSpan.FromSeconds(12.5)),
        new(Failure(Path.Combine(folder, "04-überraschung.ipynb")), TimeSpan.FromSeconds(1)),
    ];

    public static SiteOptions Options(string? scripts) => new("Principal components in C#")
    {
        Introduction = """
            How many numbers does it take to describe a cloud of points? Three lessons on the covariance matrix $C = \frac{1}{n} X^\top X$,
            its eigenvectors, and what can go wrong. Read them in order; every figure can be zoomed.
            """,
        Pages = [new SitePage("what-you-need", "What you need", "A browser.\n\n## To run\n\nThe SDK, and [the first lesson](02-covariance.html#how-it-looks).")],
        ScriptsFolder = scripts,
    };

    private static Notebook Covariance(string path) => new NotebookBuilder()
        .Text("""
            # Covariance and correlation: what moves with what

            You will be able to compute a covariance matrix by hand, and to say what each entry means and in which **unit**. 40 minutes.
            Reading: Vidal, Ma & Sastry, chapter 2.[^book]

            [^book]: *Generalized Principal Component Analysis*, Springer 2016.
            """)
        .Code("#r \"../lib/bin/Course.dll\"\nusing MathNet.Numerics.LinearAlgebra;\nusing static System.Math;")
        .Code(["parameters"], "var samples = 10_000;\nvar seed = 0;")
        .Code(["injected-parameters"], "samples = 500;")
        .Text("""
            ## Two features, one number

            For samples $x_1, \dots, x_n$ and $y_1, \dots, y_n$ with means $\bar x$ and $\bar y$ the covariance is

            $$
            \operatorname{cov}(x, y) = \frac{1}{n-1} \sum_{i=1}^{n} (x_i - \bar x)(y_i - \bar y).
            $$

            It is *large* when both are above their means together, and has the unit of $x$ times the unit of $y$:
            metres become centimetres, and the covariance grows a hundredfold. The whole matrix at once:

            $$ C = \frac{1}{n-1} X_c^\top X_c = \begin{pmatrix} \operatorname{var}(x_1) & \operatorname{cov}(x_1,x_2) & \cdots & \operatorname{cov}(x_1,x_p) \\ \vdots & & \ddots & \vdots \\ \operatorname{cov}(x_p,x_1) & \operatorname{cov}(x_p,x_2) & \cdots & \operatorname{var}(x_p) \end{pmatrix} \in \mathbb{R}^{p \times p} $$

            > Guess before you run the next cell: which sign will the covariance have?

            | divisor | name | in this library |
            |:--------|:-----|:----------------|
            | $n$ | population | `Covariance(x, ddof: 0)` |
            | $n - 1$ | sample, unbiased | `Covariance(x)`, the default |
            """)
        .Code(
            "// Draw the samples: y is a straight line with noise.\nvar random = new NumPyRandom(seed);\nvar x = Vector<double>.Build.Dense(samples, _ => random.NextNormal());\n"
            + "var y = 4 + 3 * x + noise;\nforeach (var (name, v) in new[] { (\"x\", x), (\"y\", y) })\n    Console.WriteLine($\"mean of {name} = {v.Average():F4}\");",
            new StreamOutput(StreamName.Output, "mean of x = 0.0598\nmean of y = 4.2627\n"),
            Table())
        .Text("### How it looks\n\nThe cloud leans to the right: the sign is positive.")
        .Code("Chart.Scatter(x, y).Show();", Chart("Scatter: 60 points rise from lower left to upper right along a line of slope three.", Scatter("y against x", "The slope is that of the model, 3, and not the covariance.")))
        .Code(["check"], "Check.Close(cov[0, 1], 3.41, 0.01, \"covariance of x and y\");", new StreamOutput(StreamName.Output, "covariance of x and y: 3.4137, as expected (3.41 ± 0.01)\n"))
        .Text("## Exercises\n\n**1 (change a number).** Multiply $x$ by 100. What happens to the covariance, and what to the correlation?", "exercise")
        .Code(["exercise"], "// Your code")
        .Code(["exercise", "solution"], "var scaled = 100 * x;\nCovariance(scaled, y) / Covariance(x, y)", new ResultOutput(Bundle(("text/html", "<div class=\"nk-view\"><span class=\"nk-number\">100</span></div>"), ("text/plain", "100")), 12),
            Chart("Inside a fold", Scatter("Scaled", "")))
        .Text("## What to remember\n\n1. Covariance has a unit, correlation has none.\n2. Both see only *straight* relations.\n3. Centre first. See [the next lesson](03-components%20%26%20axes.ipynb#diagonalise).")
        .Build(path);

    private static Notebook Components(string path) => new NotebookBuilder()
        .Text("# Principal components & axes: $C v = \\lambda v$\n\nThe directions in which the cloud is longest. 35 minutes.")
        .Text("## Diagonalise\n\nA heading that contains a formula follows.\n\n### The spectrum $\\lambda_1 \\ge \\lambda_2 \\ge \\dots$\n\n#### Deep\n\nWords.")
        .Code(
            "var (values, vectors) = Eigen.Symmetric(Covariance(Center(x))); // a long line of code that does not fit beside the contents and must scroll inside its own panel",
            new StreamOutput(StreamName.Error, "warning: \u001b[33mnear-degenerate\u001b[0m eigenvalues\n"),
            new StreamOutput(StreamName.Output, string.Concat(Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"iteration {i,3}   off-diagonal norm {Math.Pow(0.7, i):E6}\n")))))
        .Code("bars", Chart("Bar chart of the shares of variance of eight components: 0.44, 0.19, then below 0.1.", """
            {"data":[{"type":"bar","name":"share","x":[1,2,3,4,5,6,7,8],"y":[0.44,0.19,0.09,0.07,0.05,0.04,0.02,0.01],"marker":{"color":"#0072B2"}},
            {"type":"scatter","name":"cumulated","mode":"lines+markers","x":[1,2,3,4,5,6,7,8],"y":[0.44,0.63,0.72,0.79,0.84,0.88,0.9,0.91],"marker":{"color":"#D55E00"}}],
            "layout":{"title":{"text":"Share of variance of each component, and cumulated over all of them so far"},"xaxis":{"title":{"text":"component"}},"yaxis":{"title":{"text":"share of variance"}},"template":{"layout":{"paper_bgcolor":"white","font":{"color":"#2a3f5f"}}}}}
            """))
        .Code("heat", Chart("Heat map of a correlation matrix, eight by eight.", Heat()))
        .Code("surface", Chart("Points in space, on a plane.", """
            {"data":[{"type":"scatter3d","mode":"markers","x":[0,1,2,3,4,5],"y":[1,3,2,5,4,6],"z":[2,1,4,3,6,5],"marker":{"size":4,"color":"#009E73"}}],"layout":{"title":"Three features","width":520,"height":460}}
            """))
        .Code("states", Chart("A line of three points that rises with the number of components.", States()))
        .Code("flat", Chart("A flat sheet of two rows by eight.", """
            {"data":[{"type":"heatmap","z":[[1,2,3,4,5,6,7,8],[8,7,6,5,4,3,2,1]],"showscale":false}],"layout":{"title":{"text":"Flat"},"height":420,
            "xaxis":{"constrain":"domain"},"yaxis":{"constrain":"domain","scaleanchor":"x"}}}
            """))
        .Code("wide", WideTable())
        .Code("image", new DisplayOutput(Bundle(("image/png", "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC"), ("text/plain", "A red square"))))
        .Text("## Nothing after this\n\nThe end, with a [link to the web](https://example.org/) and `inline code`.")
        .Build(path);

    private static Notebook Failure(string path) => new NotebookBuilder()
        .Text("Words without a title. " + Hostile.Replace("<", "&lt;"))
        .Code("Console.WriteLine(name);", new StreamOutput(StreamName.Output, Hostile + "\n"), new DisplayOutput(MimeBundle.Of("text/markdown", "*ok* " + Hostile + " [x](javascript:alert(1))")))
        .Code("// " + Hostile + "\nvar s = \"" + Hostile.Replace("\"", "\\\"") + "\";",
            new DisplayOutput(Bundle((MimePlotly, $$"""{"data":[{"x":[1,2],"y":[3,4],"name":"{{Hostile.Replace("\"", "\\\"")}}"}],"layout":{"title":{"text":"{{Hostile.Replace("\"", "\\\"")}}"} } }"""), ("text/plain", Hostile))))
        .Code("throw new InvalidOperationException(\"...\");",
            new ErrorOutput("InvalidOperationException", "the matrix has " + Hostile, ["InvalidOperationException: the matrix has " + Hostile, "   at Submission#3, line 1"]))
        .Code("never ran")
        .Build(path);

    private const string MimePlotly = "application/vnd.plotly.v1+json";

    private static DisplayOutput Chart(string alt, string json) => new(Bundle((MimePlotly, json), ("text/plain", alt), ("text/html", "<p>not this</p>")));

    private static MimeBundle Bundle(params (string Type, string Content)[] data) =>
        new(data.ToImmutableSortedDictionary(d => d.Type, d => d.Content, StringComparer.Ordinal));

    private static string Scatter(string title, string caption)
    {
        var points = Enumerable.Range(0, 60).Select(i => (X: Math.Sin(i * 1.7) * 2, Noise: Math.Cos(i * 4.1))).ToList();
        static string List(IEnumerable<double> v) => string.Join(',', v.Select(d => d.ToString("F3", CultureInfo.InvariantCulture)));
        return $$$"""
            {"data":[{"type":"scatter","mode":"markers","name":"samples","x":[{{{List(points.Select(p => p.X))}}}],"y":[{{{List(points.Select(p => 4 + 3 * p.X + p.Noise))}}}],"marker":{"color":"#0072B2","size":7,"opacity":0.8}},
            {"type":"scatter","mode":"lines","name":"the line without noise","x":[-2,2],"y":[-2,10],"line":{"color":"#D55E00"}}],
            "layout":{"title":{"text":"{{{title}}}"},"xaxis":{"title":{"text":"x"}},"yaxis":{"title":{"text":"y = 4 + 3x + noise"}},"meta":{"caption":"{{{caption}}}"} } }
            """;
    }

    private static string Heat()
    {
        var rows = Enumerable.Range(0, 8).Select(i => "[" + string.Join(',', Enumerable.Range(0, 8).Select(j => Math.Exp(-0.4 * Math.Abs(i - j)).ToString("F3", CultureInfo.InvariantCulture))) + "]");
        return $$$"""{"data":[{"type":"heatmap","z":[{{{string.Join(',', rows)}}}],"colorscale":"Viridis"}],"layout":{"title":{"text":"Correlation <b>matrix</b>"},"width":480,"height":440,"yaxis":{"scaleanchor":"x"} } }""";
    }

    /// <summary>A chart of three frames, with a slider and a button as Plotly.NET writes them.</summary>
    private static string States()
    {
        var frames = Enumerable.Range(1, 3).Select(i => $$$"""{"name":"k{{{i}}}","data":[{"y":[0,0.5,{{{i}}}]}],"traces":[0]}""");
        var steps = Enumerable.Range(1, 3).Select(i => $$$"""{"label":"{{{i}}}","method":"animate","args":[["k{{{i}}}"],{"mode":"immediate","frame":{"duration":0,"redraw":true},"transition":{"duration":0}}]}""");
        return $$$"""
            {"data":[{"type":"scatter","mode":"lines","x":[0,1,2],"y":[0,0.5,1],"line":{"color":"rgba(0, 0, 0, 1)"}}],"frames":[{{{string.Join(',', frames)}}}],
            "layout":{"title":{"text":"States"},"yaxis":{"range":[0,3]},"sliders":[{"active":0,"currentvalue":{"prefix":"Components: "},"steps":[{{{string.Join(',', steps)}}}]}],
            "updatemenus":[{"type":"buttons","buttons":[{"label":"Play","method":"animate","args":[null,{"fromcurrent":true,"frame":{"duration":30,"redraw":true},"transition":{"duration":0}}]}]}]} }
            """;
    }

    private static DisplayOutput Table() => new(MimeBundle.Of("text/html", """
        <div class="nk-view"><table class="nk-table"><caption>2 x 2 matrix</caption><thead><tr><td></td><th scope="col">x</th><th scope="col">y</th></tr></thead><tbody>
        <tr><th scope="row">x</th><td class="nk-number">1.0260</td><td class="nk-number">3.4137</td></tr><tr><th scope="row">y</th><td class="nk-number">3.4137</td><td class="nk-number">12.3560</td></tr></tbody></table></div>
        """));

    private static DisplayOutput WideTable()
    {
        var html = new StringBuilder("<table class=\"nk-table\"><thead><tr>");
        for (var j = 0; j < 24; j++)
            html.Append(CultureInfo.InvariantCulture, $"<th>feature {j + 1}</th>");
        html.Append("</tr></thead><tbody><tr>");
        for (var j = 0; j < 24; j++)
            html.Append(CultureInfo.InvariantCulture, $"<td>{Math.Sin(j):F4}</td>");
        return new(MimeBundle.Of("text/html", html.Append("</tr></tbody></table>").ToString()));
    }
}
