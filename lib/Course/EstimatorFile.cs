using System.Text.Json;
using System.Text.Json.Serialization;
using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>What a fitted estimator has learnt, as a JSON file that it can be made from again.</summary>
/// <remarks>
/// <para>
/// The file is one object: the estimator's name, a format number, and its state, a record of the estimator's own with parameters and fitted results.
/// A matrix is written as rows, columns and its entries column after column. Numbers are written with as many digits as bring back the same bits.
/// </para>
/// <para>
/// The convention: an estimator has <c>void Save(string path)</c> and <c>static T Load(string path)</c>, both one line around this class, and hands
/// over one record.
/// </para>
/// </remarks>
internal static class EstimatorFile
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new MatrixConverter(), new VectorConverter(), new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Writes the state under a temporary name in the same folder and moves it into place, so that a reader never sees half a
    /// file.</summary>
    public static void Save<TState>(string path, Type estimator, TState state)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            using (var stream = File.Create(temporary))
                JsonSerializer.Serialize(stream, new Content<TState>(estimator.Name, Format, state), Options);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="InvalidDataException">The file is cut off, no such file at all, or holds another estimator.</exception>
    public static TState Load<TState>(string path, Type estimator)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var document = Parse(path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Estimator", out var name) || !root.TryGetProperty("Format", out var format))
            throw new InvalidDataException($"{path} is JSON, but not the file of an estimator: it should be an object that starts with Estimator and Format.");
        if (name.ToString() != estimator.Name)
            throw new InvalidDataException($"{path} holds a {name}, not a {estimator.Name}; read it with {name}.Load.");
        if (format.ToString() != Guard.Text($"{Format}"))
            throw new InvalidDataException($"{path} is written in format {format}; this library reads format {Format}. Fit and save the {estimator.Name} again.");
        try
        {
            return root.Deserialize<Content<TState>>(Options)!.State;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} does not hold a whole {estimator.Name}: {e.Message}", e);
        }
    }

    private static JsonDocument Parse(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(Guard.Text($"{path} is no complete JSON file: it breaks off or goes wrong at line {e.LineNumber + 1}. Was it cut short? Save it again."), e);
        }
    }

    private sealed record Content<TState>(string Estimator, int Format, TState State);

    private sealed record Entries(int Rows, int Columns, double[] Values);

    private sealed class MatrixConverter : JsonConverter<Matrix<double>>
    {
        public override Matrix<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var entries = JsonSerializer.Deserialize<Entries>(ref reader, options) ?? throw new JsonException("A matrix is null.");
            if (entries.Rows < 1 || entries.Columns < 1 || (long)entries.Rows * entries.Columns != entries.Values.Length)
                throw new JsonException(Guard.Text($"A matrix of {entries.Rows} x {entries.Columns} has {entries.Values.Length} entries."));
            return Course.Columns.Matrix(entries.Rows, entries.Columns, entries.Values);
        }

        public override void Write(Utf8JsonWriter writer, Matrix<double> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Entries(value.RowCount, value.ColumnCount, Course.Columns.Of(value)), options);
    }

    private sealed class VectorConverter : JsonConverter<Vector<double>>
    {
        public override Vector<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is { Length: > 0 } values ? Course.Columns.Vector(values) : throw new JsonException("A vector is empty.");

        public override void Write(Utf8JsonWriter writer, Vector<double> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, Course.Columns.Of(value), options);
    }
}
