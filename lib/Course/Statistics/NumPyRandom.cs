using System.Runtime.CompilerServices;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Statistics;

/// <summary>
/// NumPy's legacy random numbers: the stream that <c>np.random.seed(seed)</c> starts, so that a program here and its Python
/// original print the same numbers.
/// </summary>
/// <remarks>
/// <para>
/// The generator is MT19937 (M. Matsumoto and T. Nishimura, ACM TOMACS 8, 1998), seeded by its <c>init_genrand</c>. Integers,
/// permutations and uniform numbers are the same bits on every machine. Normal numbers go through the platform's logarithm,
/// which may differ in the last bit; <see cref="MultivariateNormal"/> says what it adds. NumPy freezes these streams, so they will not change.
/// </para>
/// <para>Not thread-safe: one stream, one thread.</para>
/// </remarks>
public sealed class NumPyRandom
{
    private const int StateLength = 624, Shift = 397;

    private readonly uint[] _state = new uint[StateLength];
    private int _position = StateLength;
    private double? _cachedNormal;

    /// <summary>Starts the stream of <c>np.random.seed(seed)</c>.</summary>
    /// <param name="seed">0 to 2^32 - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seed"/> is negative or does not fit in 32 bits.</exception>
    public NumPyRandom(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(seed), Guard.Text($"seed is {seed}; it should lie between 0 and {uint.MaxValue}."));
        var word = (uint)seed;
        for (var i = 0; i < StateLength; i++)
        {
            _state[i] = word;
            word = 1812433253u * (word ^ (word >> 30)) + (uint)i + 1;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_position == StateLength)
            Regenerate();
        var y = _state[_position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits, as <c>np.random.random_sample()</c>.</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary>A number from the standard normal distribution, as <c>np.random.randn()</c>.</summary>
    /// <remarks>Marsaglia's polar method: a point in the unit disc gives two numbers, of which the second is kept for the next call.</remarks>
    public double NextStandardNormal()
    {
        if (_cachedNormal is { } kept)
        {
            _cachedNormal = null;
            return kept;
        }
        double a, b, squared;
        do
        {
            a = 2 * NextDouble() - 1;
            b = 2 * NextDouble() - 1;
            squared = a * a + b * b;
        } while (squared is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Math.Log(squared) / squared);
        _cachedNormal = factor * a;
        return factor * b;
    }

    /// <summary><paramref name="count"/> uniform numbers in [0, 1), as <c>np.random.rand(count)</c>.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Vector<double> RandomSample(int count) => Uniform(0, 1, count);

    /// <summary><paramref name="count"/> uniform numbers in [low, high), as <c>np.random.uniform(low, high, count)</c>.</summary>
    /// <param name="low">Lower end, finite.</param>
    /// <param name="high">Upper end, finite, not below <paramref name="low"/>.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ends are not finite or out of order, or <paramref name="count"/> is less than 1.</exception>
    public Vector<double> Uniform(double low, double high, int count)
    {
        Guard.Count(count, 1, nameof(count), "samples");
        if (!(double.IsFinite(low) && double.IsFinite(high - low) && low <= high))
            throw new ArgumentOutOfRangeException(nameof(high), Guard.Text($"[low, high) is [{low}, {high}); it should be a finite interval."));
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = low + (high - low) * NextDouble();
        return Columns.Vector(values);
    }

    /// <summary><paramref name="count"/> numbers from N(0, 1), as <c>np.random.randn(count)</c>.</summary>
    /// <inheritdoc cref="RandomSample"/>
    public Vector<double> StandardNormal(int count) => Normal(0, 1, count);

    /// <summary>A matrix of numbers from N(0, 1), filled row by row as <c>np.random.randn(rows, columns)</c>.</summary>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <returns>rows x columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is less than 1.</exception>
    public Matrix<double> StandardNormal(int rows, int columns)
    {
        Guard.Count(rows, 1, nameof(rows), "rows");
        Guard.Count(columns, 1, nameof(columns), "columns");
        var values = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                values[j * rows + i] = NextStandardNormal();
        return Columns.Matrix(rows, columns, values);
    }

    /// <summary><paramref name="count"/> numbers from a normal distribution, as <c>np.random.normal(mean, deviation, count)</c>.</summary>
    /// <param name="mean">Finite.</param>
    /// <param name="deviation">Standard deviation, finite, 0 or more.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside what is said above.</exception>
    public Vector<double> Normal(double mean, double deviation, int count)
    {
        Guard.Count(count, 1, nameof(count), "samples");
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), Guard.Text($"mean is {mean}; it should be a finite number."));
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), Guard.Text($"deviation is {deviation}; it should be a finite number, 0 or more."));
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = mean + deviation * NextStandardNormal();
        return Columns.Vector(values);
    }

    /// <summary>
    /// <paramref name="count"/> points from a normal distribution in p dimensions, as <c>np.random.multivariate_normal(mean, covariance, count)</c>:
    /// x = mean + z sqrt(S) V^T with covariance = U S V^T and z from N(0, 1).
    /// </summary>
    /// <remarks>
    /// A singular vector is determined up to its sign only, and the sign decides which points come out. NumPy takes LAPACK's, and so
    /// do we: up to p = 25 the factorisation here takes the same steps as LAPACK's dgesdd (3.10 and later), so the points agree to rounding.
    /// Beyond, where LAPACK divides and conquers, or where singular values coincide but for rounding, the distribution is the right one but the points may
    /// be NumPy's mirrored along singular vectors.
    /// </remarks>
    /// <param name="mean">Length p, finite.</param>
    /// <param name="covariance">p x p, symmetric, no negative eigenvalue.</param>
    /// <param name="count">How many points, 1 or more.</param>
    /// <returns>count x p, one point a row.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="covariance"/> is not symmetric or has a negative eigenvalue.</exception>
    public Matrix<double> MultivariateNormal(Vector<double> mean, Matrix<double> covariance, int count)
    {
        Guard.Count(count, 1, nameof(count), "points");
        Guard.Values(mean, nameof(mean));
        Guard.Symmetric(covariance, nameof(covariance));
        Guard.OnePerSample(mean.Count, covariance.RowCount, nameof(mean), nameof(covariance));

        var p = mean.Count;
        var (u, s, v) = GolubKahanSvd.Thin(Columns.Of(covariance), p, p);
        for (var k = 0; k < p; k++)
            if (s[k] > 1e-8 * s[0] && Columns.Dot(u.AsSpan(k * p, p), v.AsSpan(k * p, p)) < 0) // Symmetric: u = v, or -v for a negative eigenvalue.
                throw new ArgumentException(Guard.Text($"{nameof(covariance)} has the eigenvalue {-s[k]}; a covariance has none below 0."), nameof(covariance));
        for (var k = 0; k < p; k++)
            Columns.Scale(Math.Sqrt(s[k]), v.AsSpan(k * p, p));

        var values = new double[count * p];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < p; k++)
            {
                var z = NextStandardNormal();
                for (var j = 0; j < p; j++)
                    values[j * count + i] += z * v[k * p + j];
            }
            for (var j = 0; j < p; j++)
                values[j * count + i] += mean[j];
        }
        return Columns.Matrix(count, p, values);
    }

    /// <summary>The numbers 0 to count - 1 in random order, as <c>np.random.permutation(count)</c>.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public int[] Permutation(int count)
    {
        Guard.Count(count, 0, nameof(count), "numbers");
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        Shuffle(order);
        return order;
    }

    /// <summary>Puts the entries into random order in place, as <c>np.random.shuffle(items)</c> (Fisher and Yates, from the last to the first).</summary>
    /// <param name="items">What to shuffle.</param>
    public void Shuffle<T>(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><paramref name="size"/> of the numbers 0 to n - 1, as <c>np.random.choice(n, size, replace)</c>.</summary>
    /// <param name="n">How many numbers to choose from, 1 or more.</param>
    /// <param name="size">How many to choose, 0 or more.</param>
    /// <param name="replace">Whether a number can come again (the default, as in NumPy).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small, or <paramref name="size"/> exceeds <paramref name="n"/> without replacement.</exception>
    public int[] Choice(int n, int size, bool replace = true)
    {
        Guard.Count(n, 1, nameof(n), "numbers to choose from");
        Guard.Count(size, 0, nameof(size), "numbers to choose");
        if (replace)
            return Integers(0, n, size);
        if (size > n)
            throw new ArgumentOutOfRangeException(nameof(size), Guard.Text($"size is {size}; without replacement at most n = {n} can be chosen."));
        return Permutation(n)[..size];
    }

    /// <summary><paramref name="count"/> integers in [low, high), each equally likely, as <c>np.random.randint(low, high, count)</c>.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">One more than the largest.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>, or <paramref name="count"/> is negative.</exception>
    public int[] Integers(int low, int high, int count)
    {
        Guard.Count(count, 0, nameof(count), "integers");
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), Guard.Text($"[low, high) is [{low}, {high}), which holds no integer."));
        var values = new int[count];
        var range = (uint)((long)high - 1 - low);
        for (var i = 0; i < count; i++)
            values[i] = (int)(low + Below(range));
        return values;
    }

    // A number in [0, largest]: random bits under the smallest mask that covers it, drawn again while too large.
    private long Below(uint largest)
    {
        if (largest == 0)
            return 0;
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest);
        uint value;
        do
            value = NextUInt32() & mask;
        while (value > largest);
        return value;
    }

    private void Regenerate()
    {
        var state = _state;
        for (var i = 0; i < StateLength - Shift; i++)
            state[i] = state[i + Shift] ^ Twist(state[i], state[i + 1]);
        for (var i = StateLength - Shift; i < StateLength - 1; i++)
            state[i] = state[i + Shift - StateLength] ^ Twist(state[i], state[i + 1]);
        state[^1] = state[Shift - 1] ^ Twist(state[^1], state[0]);
        _position = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Twist(uint upper, uint lower)
    {
        var y = (upper & 0x80000000u) | (lower & 0x7fffffffu);
        return (y >> 1) ^ ((lower & 1) * 0x9908b0dfu);
    }
}
