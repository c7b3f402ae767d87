namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator: from here on all random numbers are those of PyTorch on a processor with the same seed.</summary>
    /// <returns>The default generator.</returns>
    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    /// <summary>The seed of the default generator.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The state of the default generator, for <see cref="set_rng_state"/>.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Takes the default generator back to a state.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The state of the default generator.</summary>
    public static partial class random
    {
        /// <inheritdoc cref="torch.manual_seed(long)"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="torch.initial_seed()"/>
        public static long initial_seed() => torch.initial_seed();

        /// <inheritdoc cref="torch.get_rng_state()"/>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <inheritdoc cref="torch.set_rng_state(Tensor)"/>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>
    /// A source of random numbers: the Mersenne twister with the draws in the order of PyTorch's generator for processors, so that
    /// the same seed gives the same numbers there and here.
    /// </summary>
    public class Generator : IDisposable
    {
        private readonly Mt19937 _twister;
        private readonly Lock _lock = new();
        private ulong _seed;
        private double? _spareNormal;

        /// <summary>A generator with a seed of its own; PyTorch's default seed is 67280421310721.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            RequireCpu(device);
            _seed = seed;
            _twister = new Mt19937((uint)seed);
        }

        /// <summary>The generator that is used where none is named.</summary>
        public static Generator Default { get; } = new(67280421310721);

        /// <summary>The processor.</summary>
        public Device device => CPU;

        /// <summary>Starts again from a seed, of which the lower 32 bits count.</summary>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            lock (_lock)
            {
                _seed = (ulong)seed;
                _twister.Seed((uint)seed);
                _spareNormal = null;
            }
            return this;
        }

        /// <summary>The seed it started from.</summary>
        public long initial_seed() => (long)_seed;

        /// <summary>Everything that later numbers depend on, as a vector of Byte.</summary>
        public Tensor get_state()
        {
            lock (_lock)
            {
                using var stream = new MemoryStream();
                using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, true))
                {
                    writer.Write(_seed);
                    writer.Write(_spareNormal is not null);
                    writer.Write(_spareNormal ?? 0);
                    foreach (uint word in _twister.Save()) writer.Write(word);
                }
                byte[] bytes = stream.ToArray();
                return Wrap(bytes, [bytes.Length]);
            }
        }

        /// <summary>Takes the generator back to a state of <see cref="get_state"/>.</summary>
        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            using var bytes = Copy.RowMajor(value, ScalarType.Byte);
            int wanted = 8 + 1 + 8 + 4 * Mt19937.SavedLength;
            if (bytes._count != wanted) throw new ArgumentException($"the state of a generator has {wanted} bytes, not {bytes._count}", nameof(value));
            using var reader = new BinaryReader(new MemoryStream(bytes.Span<byte>().ToArray()));
            lock (_lock)
            {
                _seed = reader.ReadUInt64();
                bool has = reader.ReadBoolean();
                double spare = reader.ReadDouble();
                _spareNormal = has ? spare : null;
                uint[] words = new uint[Mt19937.SavedLength];
                for (int i = 0; i < words.Length; i++) words[i] = reader.ReadUInt32();
                _twister.Restore(words);
            }
        }

        /// <summary>Held while a tensor is filled, so that its numbers follow one another.</summary>
        internal Lock Gate => _lock;

        internal uint Bits32() => _twister.Next();

        /// <summary>Two draws; the first gives the upper half.</summary>
        internal ulong Bits64()
        {
            ulong high = _twister.Next();
            return (high << 32) | _twister.Next();
        }

        /// <summary>32 bits for each place.</summary>
        internal void Bits32(Span<uint> numbers) => _twister.Fill(numbers);

        /// <summary>Uniform, 53 bits of two draws.</summary>
        internal double Double() => (Bits64() & 0x1fffffffffffff) * (1.0 / 9007199254740992);

        /// <summary>Normal, by G. Box and M. Muller's transformation (1958), which makes two at a time.</summary>
        internal double Normal()
        {
            if (_spareNormal is { } spare)
            {
                _spareNormal = null;
                return spare;
            }
            double u = Double(), v = Double();
            double radius = Math.Sqrt(-2 * SpecialFunctions.Log1p(-v)), angle = 2 * Math.PI * u;
            _spareNormal = radius * Math.Sin(angle);
            return radius * Math.Cos(angle);
        }

        /// <summary>Nothing to let go of.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Nothing to let go of.</summary>
        protected virtual void Dispose(bool disposing)
        {
        }
    }
}
