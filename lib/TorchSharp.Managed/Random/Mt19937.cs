namespace TorchSharp;

/// <summary>The Mersenne twister of M. Matsumoto and T. Nishimura (1998), period 2^19937 - 1, seeded by their init_genrand.</summary>
internal sealed class Mt19937
{
    private const int N = 624, M = 397;

    // The state, its first word again behind the end, and the numbers that it gives.
    private readonly uint[] _state = new uint[N + 1], _numbers = new uint[N];
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
        if (_next == N) Advance();
        return _numbers[_next++];
    }

    /// <summary>As many as there is room for.</summary>
    internal void Fill(Span<uint> numbers)
    {
        while (!numbers.IsEmpty)
        {
            if (_next == N) Advance();
            int count = Math.Min(numbers.Length, N - _next);
            _numbers.AsSpan(_next, count).CopyTo(numbers);
            numbers = numbers[count..];
            _next += count;
        }
    }

    /// <summary>The position and the state, for <see cref="Restore"/>.</summary>
    internal uint[] Save() => [(uint)_next, .. _state.AsSpan(0, N)];

    internal void Restore(ReadOnlySpan<uint> saved)
    {
        _next = (int)saved[0];
        saved.Slice(1, N).CopyTo(_state);
        Temper();
    }

    internal const int SavedLength = N + 1;

    private void Advance()
    {
        Twist(0, N - M, M);
        Twist(N - M, N - 1, M - N);
        // The last one is mixed with the first of the new ones.
        _state[N] = _state[0];
        Twist(N - 1, N, M - N);
        Temper();
        _next = 0;
    }

    /// <summary>The next states from <paramref name="from"/> to <paramref name="to"/>; what they are mixed with lies at a fixed distance, far enough for whole registers.</summary>
    private void Twist(int from, int to, int distance)
    {
        ref uint state = ref MemoryMarshal.GetArrayDataReference(_state);
        int i = from;
        for (; i <= to - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var y = (Vector.LoadUnsafe(ref state, (nuint)i) & new Vector<uint>(0x80000000u)) | (Vector.LoadUnsafe(ref state, (nuint)i + 1) & new Vector<uint>(0x7fffffffu));
            var odd = Vector<uint>.Zero - (y & Vector<uint>.One);
            (Vector.LoadUnsafe(ref state, (nuint)(i + distance)) ^ (y >>> 1) ^ (odd & new Vector<uint>(0x9908b0dfu))).StoreUnsafe(ref state, (nuint)i);
        }
        for (; i < to; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[i + 1] & 0x7fffffffu);
            _state[i] = _state[i + distance] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }
    }

    private void Temper()
    {
        for (int i = 0; i < N; i += Vector<uint>.Count)
        {
            var y = new Vector<uint>(_state, i);
            y ^= y >>> 11;
            y ^= (y << 7) & new Vector<uint>(0x9d2c5680u);
            y ^= (y << 15) & new Vector<uint>(0xefc60000u);
            (y ^ (y >>> 18)).CopyTo(_numbers, i);
        }
    }
}
