namespace NotebookKernel.Notebooks;

/// <summary>How nbformat stores the representations of a value.</summary>
internal static class MimeTypes
{
    public const string PlotlyJson = "application/vnd.plotly.v1+json";

    /// <summary>Whether a type's content is a JSON value: <c>application/json</c> or <c>...+json</c>.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether a type's content is text, which nbformat stores as a list of lines.</summary>
    public static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "image/svg+xml" or "application/javascript";
}
