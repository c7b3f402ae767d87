using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Estimators;

/// <summary>What the common tests need to know of one estimator; a row of their theory.</summary>
internal abstract record EstimatorCase(string Name)
{
    /// <summary>A fresh one.</summary>
    public abstract object Make();

    /// <summary>Fits on samples, with classes 0 and 1 made up for those that need them.</summary>
    public abstract void Fit(object estimator, Matrix<double> x);

    /// <summary>What is found for new samples; null for those that have no transform.</summary>
    public abstract Func<object, Matrix<double>, Matrix<double>>? Transform { get; }

    /// <summary>All that was learnt, as numbers.</summary>
    public abstract double[] Learnt(object estimator);

    public abstract void Save(object estimator, string path);

    public abstract object Load(string path);

    /// <summary>Fewest samples that it can be fitted on.</summary>
    public int FewestSamples { get; init; } = 1;

    /// <summary>Fewest features.</summary>
    public int FewestFeatures { get; init; } = 1;

    /// <summary>Whether one sample, one value or the like is refused with an exception that says so.</summary>
    public bool NeedsVariance { get; init; }

    /// <summary>Whether a permutation of the samples permutes the result, up to signs and rounding. Random starts are drawn for samples in order, so
    /// not for those.</summary>
    public bool OrderFree { get; init; } = true;

    public override string ToString() => Name;
}

internal sealed record EstimatorCase<T>(
    string Name, Func<T> New, Action<T, Matrix<double>, int[]> Learn, Func<T, Matrix<double>, Matrix<double>>? Apply, Func<T, IEnumerable<double>> Results,
    Action<T, string> Write, Func<string, T> Read) : EstimatorCase(Name)
    where T : class
{
    public override object Make() => New();

    public override void Fit(object estimator, Matrix<double> x) => Learn((T)estimator, x!, [.. Enumerable.Range(0, x?.RowCount ?? 0).Select(i => i % 2)]);

    public override Func<object, Matrix<double>, Matrix<double>>? Transform => Apply is null ? null : (estimator, x) => Apply((T)estimator, x);

    public override double[] Learnt(object estimator) => [.. Results((T)estimator)];

    public override void Save(object estimator, string path) => Write((T)estimator, path);

    public override object Load(string path) => Read(path);

    public override string ToString() => Name;
}
