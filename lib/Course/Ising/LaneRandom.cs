using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Course.Ising;

/// <summary>Random bits, eight words at a time: as many generators xoshiro128++ side by side.</summary>
/// <remarks>D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021). The vectors are eight words wide on every machine,
/// so the stream is the same everywhere. Not thread-safe.</remarks>
internal sealed class LaneRandom
{
    private const int Lanes = 8;

    private readonly uint[] _words = new uint[Lanes];
    private Vector256<uint> _s0, _s1, _s2, _s3;
    private int _used = Lanes;

    /// <summary>The stream of a seed; each further number given picks another stream.</summary>
    public LaneRandom(long seed, params ReadOnlySpan<long> stream)
    {
        var state = Mixed((ulong)seed);
        foreach (var part in stream)
            state = Mixed(state ^ (ulong)part);
        Span<uint> words = stackalloc uint[4 * Lanes];
        foreach (ref var word in words)
            word = (uint)(Mixed(state += 0x9e3779b97f4a7c15) >> 32);
        _s0 = Vector256.Create<uint>(words);
        _s1 = Vector256.Create<uint>(words[Lanes..]);
        _s2 = Vector256.Create<uint>(words[(2 * Lanes)..]);
        _s3 = Vector256.Create<uint>(words[(3 * Lanes)..]);
    }

    /// <summary>Goes on from a state.</summary>
    public LaneRandom(Vector256<uint> s0, Vector256<uint> s1, Vector256<uint> s2, Vector256<uint> s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>Eight times 32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<uint> NextVector()
    {
        var result = Rotated(_s0 + _s3, 7) + _s0;
        var shifted = _s1 << 9;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = Rotated(_s3, 11);
        return result;
    }

    /// <summary>32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        if (_used == Lanes)
        {
            NextVector().CopyTo(_words);
            _used = 0;
        }
        return _words[_used++];
    }

    /// <summary>A number from 0 to count - 1; they are equally likely to within count/2³².</summary>
    public int Below(int count) => (int)(((ulong)Next() * (uint)count) >> 32);

    /// <summary>The bound under which a word lies with this probability.</summary>
    public static uint Threshold(double probability) => (uint)Math.Min(probability * 4294967296.0, uint.MaxValue);

    private static Vector256<uint> Rotated(Vector256<uint> x, int by) => (x << by) | (x >>> (32 - by));

    // G. Steele, D. Lea and C. Flood's SplitMix (2014).
    private static ulong Mixed(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9);
        z = unchecked((z ^ (z >> 27)) * 0x94d049bb133111eb);
        return z ^ (z >> 31);
    }
}
