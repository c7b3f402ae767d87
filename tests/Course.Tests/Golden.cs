using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests;

/// <summary>Numbers from NumPy, pandas and scikit-learn; golden/_about.json names their versions.</summary>
internal sealed class Golden
{
    private readonly JsonElement _element;

    private Golden(JsonElement element) => _element = element;

    public static Golden Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name + ".json")));
        return new Golden(document.RootElement.Clone());
    }

    public Golden this[string name] => new(_element.GetProperty(name));

    public IEnumerable<Golden> Items => _element.EnumerateArray().Select(item => new Golden(item));

    public double Number => _element.GetDouble();

    public string Text => _element.GetString()!;

    public double[] Numbers => [.. _element.EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>All numbers of a nested array, row after row.</summary>
    public double[] Flat => _element.ValueKind == JsonValueKind.Array ? [.. Items.SelectMany(item => item.Flat)] : [Number];

    public int[] Integers => [.. _element.EnumerateArray().Select(item => item.GetInt32())];

    public uint[] Words => [.. _element.EnumerateArray().Select(item => item.GetUInt32())];

    public Vector<double> Vector => Vector<double>.Build.Dense(Numbers);

    public Matrix<double> Matrix => Matrix<double>.Build.DenseOfRowArrays(_element.EnumerateArray().Select(row => new Golden(row).Numbers));
}
