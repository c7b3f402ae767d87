using System.Reflection;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Estimators;

/// <summary>What every estimator must do, whatever it estimates.</summary>
public sealed class CommonEstimatorTests
{
    private static readonly Matrix<double> X = Sample(14, 4, seed: 1);

    public static TheoryData<string> Every => [.. EstimatorCases.All.Select(estimator => estimator.Name)];

    public static TheoryData<string> EveryTransformer => [.. EstimatorCases.All.Where(estimator => estimator.Transform is not null).Select(estimator => estimator.Name)];

    [Fact]
    public void No_estimator_is_missing_here()
    {
        var estimators = typeof(Course.Decomposition.Pca).Assembly.GetExportedTypes()
            .Where(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Any(method => method.Name == "Fit"));
        estimators.Except(EstimatorCases.All.Select(estimator => estimator.Make().GetType())).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Every))]
    public void Nothing_can_be_asked_before_the_fit(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var made = estimator.Make();
        foreach (var property in made.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            NotFitted(() => property.GetValue(made), made);
        if (estimator.Transform is { } transform)
            NotFitted(() => transform(made, X), made);
        NotFitted(() => estimator.Save(made, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())), made);
    }

    [Theory, MemberData(nameof(Every))]
    public void A_fit_leaves_its_input_as_it_was(string name)
    {
        var x = X.Clone();
        Fitted(name, x);
        x.ShouldBe(X);
        if (EstimatorCases.Named(name).Transform is not { } transform)
            return;
        transform(Fitted(name, X), x);
        x.ShouldBe(X);
    }

    [Theory, MemberData(nameof(Every))]
    public void A_second_fit_forgets_the_first(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var (once, twice) = (Fitted(name, X), Fitted(name, Sample(20, 6, seed: 2)));
        estimator.Fit(twice, X);
        estimator.Learnt(twice).ShouldBe(estimator.Learnt(once));
        estimator.Fit(twice, X);
        estimator.Learnt(twice).ShouldBe(estimator.Learnt(once));
    }

    [Theory, MemberData(nameof(Every))]
    public void Numbers_that_are_none_are_refused_by_name_and_change_nothing(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var made = Fitted(name, X);
        var before = estimator.Learnt(made);
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var x = X.Clone();
            x[2, 1] = value;
            Should.Throw<ArgumentException>(() => estimator.Fit(made, x)).Message.ShouldContain("[2, 1]");
            if (estimator.Transform is { } transform)
                Should.Throw<ArgumentException>(() => transform(made, x)).Message.ShouldContain("[2, 1]");
        }
        Should.Throw<ArgumentNullException>(() => estimator.Fit(made, null!));
        estimator.Learnt(made).ShouldBe(before);
    }

    [Theory, MemberData(nameof(EveryTransformer))]
    public void Another_number_of_features_is_refused_with_both_numbers(string name)
    {
        var (estimator, made) = (EstimatorCases.Named(name), Fitted(name, X));
        foreach (var columns in new[] { 3, 5 })
        {
            var message = Should.Throw<ArgumentException>(() => estimator.Transform!(made, Matrix<double>.Build.Dense(6, columns, 1))).Message;
            message.ShouldContain($"6 x {columns}");
            message.ShouldContain("4");
        }
    }

    [Theory, MemberData(nameof(Every))]
    public void One_sample_is_learnt_from_or_refused_with_a_reason(string name) => LearntOrRefused(name, Sample(1, 4, seed: 3), refuse: EstimatorCases.Named(name).FewestSamples > 1);

    [Theory, MemberData(nameof(Every))]
    public void The_fewest_samples_are_enough(string name)
    {
        var estimator = EstimatorCases.Named(name);
        LearntOrRefused(name, Sample(estimator.FewestSamples, 4, seed: 3), refuse: estimator.NeedsVariance && estimator.FewestSamples < 2);
    }

    [Theory, MemberData(nameof(Every))]
    public void One_feature_is_learnt_from_or_refused_with_a_reason(string name) => LearntOrRefused(name, Sample(14, 1, seed: 4), refuse: EstimatorCases.Named(name).FewestFeatures > 1);

    [Theory, MemberData(nameof(Every))]
    public void More_features_than_samples_are_no_trouble(string name) => LearntOrRefused(name, Sample(6, 30, seed: 5), refuse: false);

    [Theory, MemberData(nameof(Every))]
    public void A_constant_feature_is_no_trouble(string name)
    {
        var x = X.Clone();
        x.SetColumn(2, Vector<double>.Build.Dense(14, 0.1));
        LearntOrRefused(name, x, refuse: false);
    }

    [Theory, MemberData(nameof(Every))]
    public void Equal_samples_are_learnt_from_or_refused_with_a_reason(string name) =>
        LearntOrRefused(name, Matrix<double>.Build.Dense(14, 4, (_, j) => 0.1 * j), refuse: EstimatorCases.Named(name).NeedsVariance);

    [Theory, MemberData(nameof(Every))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var x = Sample(150, 5, seed: 6);
        double[] With(int? threads)
        {
            Workers.Limit = threads;
            var made = Fitted(name, x);
            return [.. estimator.Learnt(made), .. estimator.Transform?.Invoke(made, x).ToColumnMajorArray() ?? []];
        }
        try
        {
            var one = With(1);
            With(2).ShouldBe(one);
            With(7).ShouldBe(one);
            With(null).ShouldBe(one);
        }
        finally
        {
            Workers.Limit = null;
        }
    }

    [Theory, MemberData(nameof(EveryTransformer))]
    public void A_part_of_the_samples_is_transformed_as_within_the_whole(string name)
    {
        var (estimator, made) = (EstimatorCases.Named(name), Fitted(name, X));
        var points = Sample(9, 4, seed: 7);
        var whole = estimator.Transform!(made, points);
        estimator.Transform(made, points.SubMatrix(2, 4, 0, 4)).ShouldBeNear(whole.SubMatrix(2, 4, 0, whole.ColumnCount), 1e-12);
        estimator.Transform(made, points.SubMatrix(8, 1, 0, 4)).ShouldBeNear(whole.SubMatrix(8, 1, 0, whole.ColumnCount), 1e-12);
    }

    [Theory, MemberData(nameof(Every))]
    public void The_order_of_the_samples_does_not_matter(string name)
    {
        var estimator = EstimatorCases.Named(name);
        if (!estimator.OrderFree)
        {
            // What depends on the order by its nature must do so the same way each time.
            estimator.Learnt(Fitted(name, X)).ShouldBe(estimator.Learnt(Fitted(name, X)));
            return;
        }
        // Shifted by an even number, so that every sample keeps its class.
        var shifted = Matrix<double>.Build.DenseOfRowVectors(Enumerable.Range(0, 14).Select(i => X.Row((i + 6) % 14)));
        var (one, other) = (Fitted(name, X), Fitted(name, shifted));
        if (estimator.Transform is { } transform)
        {
            var points = Sample(5, 4, seed: 8);
            var expected = transform(one, points);
            transform(other, points).WithColumnSignsOf(expected).ShouldBeNear(expected, 1e-8);
            return;
        }
        estimator.Learnt(other).Select(Math.Abs).Order().ToArray().ShouldBeNear([.. estimator.Learnt(one).Select(Math.Abs).Order()], 1e-9);
    }

    [Theory, MemberData(nameof(Every))]
    public void What_is_saved_is_what_is_loaded(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var folder = Directory.CreateTempSubdirectory("Schätzer ä ");
        try
        {
            var made = Fitted(name, X);
            var path = Path.Combine(folder.FullName, "gelernt.json");
            estimator.Save(made, path);
            estimator.Save(made, path);
            folder.GetFiles().Length.ShouldBe(1);
            var loaded = estimator.Load(path);

            foreach (var property in made.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                Entries(property.GetValue(loaded)).ShouldBe(Entries(property.GetValue(made)), property.Name);
            estimator.Learnt(loaded).ShouldBe(estimator.Learnt(made));
            if (estimator.Transform is { } transform)
                transform(loaded, X).ShouldBe(transform(made, X));
            // The parameters too: it learns the same from other data.
            var other = Sample(20, 6, seed: 9);
            estimator.Fit(loaded, other);
            estimator.Learnt(loaded).ShouldBe(estimator.Learnt(Fitted(name, other)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, MemberData(nameof(Every))]
    public void A_file_cut_off_anywhere_is_refused(string name)
    {
        var estimator = EstimatorCases.Named(name);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "gelernt.json");
            estimator.Save(Fitted(name, X), path);
            var whole = File.ReadAllBytes(path);
            for (var part = 0; part < 10; part++)
            {
                File.WriteAllBytes(path, whole[..(whole.Length * part / 10)]);
                Should.Throw<InvalidDataException>(() => estimator.Load(path)).Message.ShouldContain("gelernt.json");
            }
            var next = EstimatorCases.All.First(e => e.Make().GetType() != estimator.Make().GetType());
            File.WriteAllBytes(path, whole);
            Should.Throw<InvalidDataException>(() => next.Load(path)).Message.ShouldContain($"holds a {estimator.Make().GetType().Name}, not a {next.Make().GetType().Name}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static object Fitted(string name, Matrix<double> x)
    {
        var estimator = EstimatorCases.Named(name);
        var made = estimator.Make();
        estimator.Fit(made, x);
        return made;
    }

    private static void LearntOrRefused(string name, Matrix<double> x, bool refuse)
    {
        var estimator = EstimatorCases.Named(name);
        var made = estimator.Make();
        if (refuse)
        {
            var refusal = Should.Throw<ArgumentException>(() => estimator.Fit(made, x));
            refusal.ParamName.ShouldNotBeNullOrEmpty();
            NotFitted(() => estimator.Learnt(made), made);
            return;
        }
        estimator.Fit(made, x);
        estimator.Learnt(made).ShouldAllBe(value => double.IsFinite(value));
        if (estimator.Transform is { } transform)
            transform(made, x).Enumerate().ShouldAllBe(value => double.IsFinite(value));
    }

    // The numbers of a fitted property, its shape among them.
    private static object[] Entries(object? value) => value switch
    {
        Matrix<double> matrix => [matrix.RowCount, matrix.ColumnCount, .. matrix.Enumerate()],
        System.Collections.IEnumerable several => [.. several.Cast<object>()],
        _ => [value!],
    };

    private static void NotFitted(Action ask, object made)
    {
        var exception = Should.Throw<Exception>(ask);
        exception = (exception as TargetInvocationException)?.InnerException ?? exception;
        exception.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain($"{made.GetType().Name} is not fitted");
    }

    private static Matrix<double> Sample(int rows, int columns, long seed) => new NumPyRandom(seed).StandardNormal(rows, columns);
}
