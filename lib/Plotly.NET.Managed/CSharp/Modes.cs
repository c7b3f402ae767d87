namespace Plotly.NET.CSharp;

/// <summary>What a scatter trace draws.</summary>
internal static class Modes
{
    public static StyleParam.Mode Of(bool lines = false, bool markers = false, bool text = false) => (lines, markers, text) switch
    {
        (true, true, true) => StyleParam.Mode.Lines_Markers_Text,
        (true, true, false) => StyleParam.Mode.Lines_Markers,
        (true, false, true) => StyleParam.Mode.Lines_Text,
        (true, false, false) => StyleParam.Mode.Lines,
        (false, true, true) => StyleParam.Mode.Markers_Text,
        (false, true, false) => StyleParam.Mode.Markers,
        (false, false, true) => StyleParam.Mode.Text,
        (false, false, false) => StyleParam.Mode.None,
    };
}
