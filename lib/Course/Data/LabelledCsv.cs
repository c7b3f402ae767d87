using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Reads a table of numbers whose last column is the class, and nothing else: any other form is an error with its line and column.</summary>
internal static class LabelledCsv
{
    /// <summary>Reads comma-separated text in the invariant culture.</summary>
    /// <param name="stream">UTF-8 text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="samples">Number of lines expected, without the header.</param>
    /// <param name="features">Number of features expected, without the class.</param>
    /// <param name="classes">Number of classes: labels are 0 to classes - 1.</param>
    /// <param name="header">Whether a first line "samples,features,class names..." goes before.</param>
    /// <returns>Features (samples x features), classes, and the header's fields.</returns>
    /// <exception cref="InvalidDataException">The text is anything else.</exception>
    public static (Matrix<double> X, int[] Y, string[] Header) Read(Stream stream, string name, int samples, int features, int classes, bool header)
    {
        using var reader = new StreamReader(stream);
        var number = 0;
        string[] headerFields = [];
        if (header)
        {
            headerFields = (reader.ReadLine() ?? "").Split(',');
            number++;
            string[] expected = [Guard.Text($"{samples}"), Guard.Text($"{features}")];
            if (headerFields.Length != 2 + classes || !headerFields.AsSpan(0, 2).SequenceEqual(expected))
                throw Wrong(name, number, $"the header should be \"{expected[0]},{expected[1]}\" and {classes} class names.");
        }

        var (values, labels) = (new double[samples * features], new int[samples]);
        for (var i = 0; i < samples; i++)
        {
            number++;
            var line = reader.ReadLine() ?? throw Wrong(name, number, $"the text ends after {i} of {samples} samples.");
            var column = 0;
            foreach (var range in line.AsSpan().Split(','))
            {
                var field = line.AsSpan()[range];
                if (column < features)
                {
                    if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                        throw Wrong(name, number, $"field {column + 1} is \"{field}\", which is no number.");
                    values[column * samples + i] = value;
                }
                else if (column > features || !int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out labels[i]) || labels[i] >= classes)
                {
                    throw Wrong(name, number, $"field {column + 1} is \"{field}\"; a class from 0 to {classes - 1} should be the line's last, field {features + 1}.");
                }
                column++;
            }
            if (column != features + 1)
                throw Wrong(name, number, $"it has {column} fields and should have {features + 1}.");
        }
        if (reader.ReadLine() is not null)
            throw Wrong(name, number + 1, $"there should be no more than {samples} samples.");
        return (Columns.Matrix(samples, features, values), labels, headerFields);
    }

    private static InvalidDataException Wrong(string name, int line, string what) => new(Guard.Text($"{name}, line {line}: {what}"));
}
