using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>The normal distribution behind a principal subspace: variances λ_k along k orthonormal components, and the same noise variance σ² along
/// the p - k directions across.</summary>
/// <remarks>M. Tipping and C. Bishop, J. R. Stat. Soc. B 61 (1999) 611. Neither the p x p covariance nor its inverse is formed for a density: the
/// components' part of a sample is measured by λ, what lies outside by σ². Cost: O(n p k).</remarks>
internal static class SubspaceDensity
{
    /// <summary>Natural logarithm of the density at each sample.</summary>
    /// <param name="x">m x p.</param>
    /// <param name="mean">Length p.</param>
    /// <param name="components">k x p, orthonormal rows.</param>
    /// <param name="variances">λ, length k, above 0.</param>
    /// <param name="noise">σ², above 0; not used where k = p.</param>
    /// <returns>Length m.</returns>
    public static Vector<double> Logarithms(Matrix<double> x, Vector<double> mean, Matrix<double> components, Vector<double> variances, double noise)
    {
        var (m, p, count) = (x.RowCount, x.ColumnCount, variances.Count);
        var centred = Shift.By(x, mean, -1);
        var coordinates = Product.TimesTransposed(centred, components);
        var constant = p * Math.Log(2 * Math.PI);
        foreach (var variance in variances)
            constant += Math.Log(variance);
        var densities = new double[m];
        if (count < p)
        {
            constant += (p - count) * Math.Log(noise);
            var outside = centred - Product.Of(coordinates, components);
            for (var j = 0; j < p; j++)
                AddSquares(outside, j, -0.5 / noise, densities);
        }
        for (var k = 0; k < count; k++)
            AddSquares(coordinates, k, -0.5 / variances[k], densities);
        for (var i = 0; i < m; i++)
            densities[i] -= constant / 2;
        return Columns.Vector(densities);
    }

    /// <summary>The covariance: V diag(λ - σ²) V^T + σ², p x p, exactly symmetric.</summary>
    /// <inheritdoc cref="Logarithms" path="/param"/>
    public static Matrix<double> Covariance(Matrix<double> components, Vector<double> variances, double noise)
    {
        var (count, p) = (components.RowCount, components.ColumnCount);
        var weights = (double[])Columns.Of(components).Clone();
        for (var j = 0; j < p; j++)
            for (var k = 0; k < count; k++)
                weights[j * count + k] *= Math.Sqrt(Math.Max(0, variances[k] - noise));
        var covariance = new double[p * p];
        Product.Gram(weights, count, p, covariance);
        for (var j = 0; j < p; j++)
            covariance[j * p + j] += noise;
        return Columns.Matrix(p, p, covariance);
    }

    private static void AddSquares(Matrix<double> x, int column, double factor, double[] sums)
    {
        var values = Columns.Of(x).AsSpan(column * x.RowCount, x.RowCount);
        for (var i = 0; i < values.Length; i++)
            sums[i] += factor * values[i] * values[i];
    }
}
