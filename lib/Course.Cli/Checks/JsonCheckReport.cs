using System.Text.Encodings.Web;
using System.Text.Json;
using NotebookKernel.Checking;

namespace Course.Cli.Checks;

/// <summary>A report for programs: an array with an object for each file.</summary>
internal sealed class JsonCheckReport : ICheckReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void File(CheckedFile file)
    {
    }

    public void End(IReadOnlyList<CheckedFile> files)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartArray();
            foreach (var file in files)
                Write(json, file);
            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, CheckedFile file)
    {
        json.WriteStartObject();
        json.WriteString("file", file.Path);
        json.WriteString("lesson", file.Lesson);
        json.WriteString("problem", file.Problem);
        json.WriteNumber("done", file.Done);
        json.WriteStartArray("exercises");
        foreach (var exercise in file.Exercises)
        {
            json.WriteStartObject();
            json.WriteString("exercise", exercise.Exercise);
            json.WriteString("verdict", VerdictText.Words(exercise.Verdict));
            json.WriteString("message", exercise.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
