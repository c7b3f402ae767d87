namespace Course.Tests.LinearAlgebra;

/// <summary>Symmetric matrices with something awkward about them, each a function of row and column.</summary>
public static class SymmetricEigenMatrices
{
    public static TheoryData<string> Names => [.. All(single: false).Keys];

    /// <summary>Size and entries by name.</summary>
    /// <param name="single">Whether the sizes should suit float instead of double.</param>
    internal static Dictionary<string, (int Size, Func<int, int, double> Entry)> All(bool single)
    {
        return new()
        {
            ["zero"] = (50, (_, _) => 0),
            ["identity"] = (70, (i, j) => i == j ? 1 : 0),
            ["diagonal"] = (70, (i, j) => i == j ? i * 37 % 70 - 30 : 0),
            ["all ones"] = (70, (_, _) => 1),
            ["two values, each many times"] = (100, (i, j) => (i == j ? 1 : 0) - 2 * Direction(i, 100) * Direction(j, 100)),
            ["Wilkinson's, pairs that nearly agree"] = (21, (i, j) => i == j ? Math.Abs(10 - i) : Math.Abs(i - j) == 1 ? 1 : 0),
            ["Wilkinson's, glued"] = (105, (i, j) => i == j ? Math.Abs(10 - i % 21) : Math.Abs(i - j) != 1 ? 0 : Math.Max(i, j) % 21 == 0 ? 1e-8 : 1),
            ["second difference"] = (129, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0),
            ["Hilbert's"] = (65, (i, j) => 1.0 / (i + j + 1)),
            ["graded downwards"] = (70, (i, j) => Math.Pow(single ? 0.6 : 0.01, Math.Max(i, j)) * Noise(i, j)),
            ["graded upwards"] = (70, (i, j) => Math.Pow(single ? 0.6 : 0.01, 69 - Math.Min(i, j)) * Noise(i, j)),
            ["graded by products"] = (70, (i, j) => Math.Pow(single ? 0.8 : 0.1, i + j) * (i == j ? 1 : Noise(i, j))),
            ["one cluster"] = (90, (i, j) => (i == j ? 1 : 0) + 1e-14 * Noise(i, j)),
            ["blocks that do not touch"] = (100, (i, j) => i / 33 == j / 33 ? Noise(i, j) : 0),
            ["blocks of far sizes"] = (99, (i, j) => i / 33 != j / 33 ? 0 : Math.Pow(single ? 1e-15 : 1e-140, i / 33) * Noise(i, j)),
            ["arrow"] = (80, (i, j) => i == j ? i : i == 0 || j == 0 ? 1 : 0),
            ["rank 3"] = (80, (i, j) => Enumerable.Range(0, 3).Sum(k => Noise(i, 200 + k) * Noise(j, 200 + k))),
            ["zero diagonal"] = (66, (i, j) => Math.Abs(i - j) == 1 ? 1 : 0),
            ["huge"] = (60, (i, j) => (single ? 1e37 : 1e307) * Noise(i, j)),
            ["tiny"] = (60, (i, j) => (single ? 1e-37 : 1e-300) * Noise(i, j)),
        };
    }

    /// <summary>A number between -1 and 1 for each pair, the same for (i, j) and (j, i).</summary>
    internal static double Noise(int i, int j)
    {
        var (low, high) = (Math.Min(i, j), Math.Max(i, j));
        var x = (uint)(low * 7919 + high * 104729 + 1) * 2654435769u;
        x ^= x >> 15;
        x *= 2246822519u;
        x ^= x >> 13;
        return x / (double)uint.MaxValue * 2 - 1;
    }

    private static double Direction(int i, int n) => (i % 7 - 3) / Math.Sqrt(Enumerable.Range(0, n).Sum(k => (k % 7 - 3.0) * (k % 7 - 3.0)));
}
