namespace TorchSharp;

/// <summary>The Mersenne twister of M. Matsumoto and T. Nishimura (1998), period 2^19937 - 1, seeded by their init_genrand.</summary>
internal sealed class Mt19937
{
    private const int N = 624, M = 397;
    private readonly uint[] _state = new uint[N];
    private int _next;

    internal Mt19937(uint seed) => Seed(seed);

    internal void Seed(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < N; i++) _state[i] = unchecked(1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i);
        _next = N;
    }

    /// <summary>32 random bits.</summary>
    internal uint Next()
    {
        if (_next == N) Twist();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>The position and the state, for <see cref="Restore"/>.</summary>
    internal uint[] Save() => [(uint)_next, .. _state];

    internal void Restore(ReadOnlySpan<uint> saved)
    {
        _next = (int)saved[0];
        saved.Slice(1, N).CopyTo(_state);
    }

    internal const int SavedLength = N + 1;

    private void Twist()
    {
        for (int i = 0; i < N; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % N] & 0x7fffffffu);
            _state[i] = _state[(i + M) % N] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }
        _next = 0;
    }
}
