using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Tests.Notebooks;

/// <summary>Makes a notebook cell by cell.</summary>
internal sealed class NotebookBuilder
{
    private readonly JsonArray _cells = [];
    private readonly Dictionary<int, IReadOnlyList<CellOutput>> _outputs = [];

    public NotebookBuilder Text(string source, params string[] tags) => Add("markdown", source, tags, null);

    public NotebookBuilder Code(string source, params CellOutput[] outputs) => Code([], source, outputs);

    public NotebookBuilder Code(string[] tags, string source, params CellOutput[] outputs)
    {
        _outputs[_cells.Count] = outputs;
        return Add("code", source, tags, null);
    }

    /// <summary>A parameters cell with its sizes for quick and full runs.</summary>
    public NotebookBuilder Parameters(string source, string course = "{}") => Add("code", source, ["parameters"], JsonNode.Parse(course));

    public Notebook Build(string path)
    {
        var notebook = Notebook.Parse(Encoding.UTF8.GetBytes(Json()), path);
        var count = 0;
        foreach (var (index, outputs) in _outputs)
        {
            notebook.Cells[index].ExecutionCount = ++count;
            notebook.Cells[index].Outputs = outputs;
        }

        return notebook;
    }

    public string Save(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Json());
        return path;
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1 };

    private string Json() => new JsonObject
    {
        ["cells"] = _cells.DeepClone(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(Indented);

    private NotebookBuilder Add(string type, string source, string[] tags, JsonNode? course)
    {
        var metadata = new JsonObject();
        if (tags.Length > 0)
            metadata["tags"] = new JsonArray([.. tags.Select(t => JsonValue.Create(t))]);
        if (course is not null)
            metadata["course"] = course;
        var cell = new JsonObject { ["cell_type"] = type, ["id"] = $"cell-{_cells.Count + 1}", ["metadata"] = metadata, ["source"] = source };
        if (type == "code")
        {
            cell["execution_count"] = null;
            cell["outputs"] = new JsonArray();
        }

        _cells.Add(cell);
        return this;
    }
}
