namespace Plotly.NET;

/// <summary>The forms in which a notebook gets a chart.</summary>
internal static class Mime
{
    /// <summary>The chart's JSON, drawn by the front end itself.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    public const string Html = "text/html";

    public const string Text = "text/plain";
}
