using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Points on a curved sheet or curve, and where on it they lie.</summary>
/// <param name="X">n x p, one point a row.</param>
/// <param name="Position">Length n; the coordinate along the curve, from which a picture takes its colours.</param>
public sealed record Curve(Matrix<double> X, Vector<double> Position);
