namespace Plotly.NET;

/// <summary>The choices that plotly.js offers, as types: a misspelt one does not compile.</summary>
public static partial class StyleParam;
