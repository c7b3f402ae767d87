using System.Text;
using NotebookKernel.Display;

namespace NotebookKernel.Notebooks;

/// <summary>Puts changed values and new cells into the bytes of a notebook file, and leaves all others alone.</summary>
internal static class NotebookSplicer
{
    // Depths of nesting: the root's members are 1 deep, a cell 2, its members 3.
    private const int CellDepth = 2;
    private const int MemberDepth = 3;
    private const int TagsDepth = 4;

    public static byte[] Splice(byte[] file, IReadOnlyList<NotebookCell> cells, int minor)
    {
        var layout = new JsonLayout(file);
        using var result = new MemoryStream(file.Length);
        var copied = 0;
        var lastCellEnd = 0;

        void Replace(int start, int end, string text)
        {
            result.Write(file, copied, start - copied);
            result.Write(Encoding.UTF8.GetBytes(text));
            copied = end;
        }

        foreach (var cell in cells)
        {
            if (cell.Spans is not { } spans)
            {
                // A new cell always stands behind another one.
                Replace(lastCellEnd, lastCellEnd, layout.Separator(CellDepth) + layout.Write(CellDepth, l => WriteCell(l, cell, minor)));
                continue;
            }

            foreach (var (span, text) in Changes(layout, cell, spans).OrderBy(c => c.Span.Start))
                Replace(span.Start, span.End, text);
            lastCellEnd = spans.Cell.End;
        }

        result.Write(file, copied, file.Length - copied);
        return result.ToArray();
    }

    private static IEnumerable<(Span Span, string Text)> Changes(JsonLayout layout, NotebookCell cell, CellSpans spans)
    {
        if (cell.SourceChanged)
            yield return (spans.Source, layout.Write(MemberDepth, l => l.Lines(cell.Source)));

        if (cell.TagsChanged)
            yield return (spans.Tags!.Value, layout.Write(TagsDepth, l => WriteTags(l, cell.Tags)));

        // What is missing is added behind the last member; one text, so that the order of insertions is plain.
        var added = "";
        if (cell.ExecutionCountChanged)
        {
            var count = layout.Write(MemberDepth, l => l.Integer(cell.ExecutionCount));
            if (spans.ExecutionCount is { } span)
                yield return (span, count);
            else
                added += layout.Separator(MemberDepth) + layout.Member("execution_count", count);
        }

        if (cell.OutputsChanged)
        {
            var outputs = layout.Write(MemberDepth, l => WriteOutputs(l, cell.Outputs));
            if (spans.Outputs is { } span)
                yield return (span, outputs);
            else
                added += layout.Separator(MemberDepth) + layout.Member("outputs", outputs);
        }

        if (added.Length > 0)
            yield return (new Span(spans.PropertiesEnd, spans.PropertiesEnd), added);
    }

    private static void WriteCell(JsonLayout l, NotebookCell cell, int minor) => l.Object(() =>
    {
        l.Name("cell_type");
        l.String("code");
        l.Name("execution_count");
        l.Integer(cell.ExecutionCount);
        if (minor >= 5)
        {
            l.Name("id");
            l.String(cell.Id!);
        }

        l.Name("metadata");
        l.Object(() =>
        {
            l.Name("dotnet_interactive");
            l.Object(() =>
            {
                l.Name("language");
                l.String("csharp");
            });
            l.Name("polyglot_notebook");
            l.Object(() =>
            {
                l.Name("kernelName");
                l.String("csharp");
            });
            if (cell.Tags.Count == 0)
                return;
            l.Name("tags");
            WriteTags(l, cell.Tags);
        });
        l.Name("outputs");
        WriteOutputs(l, cell.Outputs);
        l.Name("source");
        l.Lines(cell.Source);
    });

    private static void WriteTags(JsonLayout l, IReadOnlyList<string> tags) => l.Array(() =>
    {
        foreach (var tag in tags)
        {
            l.Next();
            l.String(tag);
        }
    });

    private static void WriteOutputs(JsonLayout l, IReadOnlyList<CellOutput> outputs) => l.Array(() =>
    {
        foreach (var output in outputs)
        {
            l.Next();
            WriteOutput(l, output);
        }
    });

    private static void WriteOutput(JsonLayout l, CellOutput output)
    {
        switch (output)
        {
            case StreamOutput stream:
                l.Object(() =>
                {
                    l.Name("name");
                    l.String(stream.Name == StreamName.Error ? "stderr" : "stdout");
                    Type(l, "stream");
                    l.Name("text");
                    l.Lines(stream.Text);
                });
                break;
            case DisplayOutput display:
                l.Object(() =>
                {
                    Data(l, display.Data);
                    EmptyMetadata(l);
                    Type(l, "display_data");
                });
                break;
            case ResultOutput result:
                l.Object(() =>
                {
                    Data(l, result.Data);
                    l.Name("execution_count");
                    l.Integer(result.ExecutionCount);
                    EmptyMetadata(l);
                    Type(l, "execute_result");
                });
                break;
            case ErrorOutput error:
                l.Object(() =>
                {
                    l.Name("ename");
                    l.String(error.Name);
                    l.Name("evalue");
                    l.String(error.Message);
                    Type(l, "error");
                    l.Name("traceback");
                    l.Array(() =>
                    {
                        foreach (var line in error.Traceback)
                        {
                            l.Next();
                            l.String(line);
                        }
                    });
                });
                break;
            case OtherOutput other:
                l.Json(other.Json);
                break;
        }
    }

    private static void Type(JsonLayout l, string type)
    {
        l.Name("output_type");
        l.String(type);
    }

    private static void EmptyMetadata(JsonLayout l)
    {
        l.Name("metadata");
        l.Object(() => { });
    }

    private static void Data(JsonLayout l, MimeBundle bundle)
    {
        l.Name("data");
        l.Object(() =>
        {
            foreach (var (mimeType, content) in bundle.Data)
            {
                l.Name(mimeType);
                if (MimeTypes.IsJson(mimeType))
                    l.Json(content);
                else if (MimeTypes.IsText(mimeType))
                    l.Lines(content);
                else
                    l.String(content);
            }
        });
    }
}
