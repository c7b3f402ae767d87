namespace Plotly.NET;

/// <summary>A value that plotly.js knows under another form: a text, a number, true or false.</summary>
internal interface IPlotlyValue
{
    object Convert();
}
