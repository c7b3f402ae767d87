using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>Optimizers: they change parameters along their gradients.</summary>
        public static partial class optim
        {
            /// <summary>Something with a learning rate.</summary>
            public interface ILearningRateController
            {
                /// <summary>The step size now.</summary>
                double LearningRate { get; set; }

                /// <summary>The step size at the beginning, from which schedules go out.</summary>
                double InitialLearningRate { get; set; }
            }

            /// <summary>Something with a momentum.</summary>
            public interface IMomentum
            {
                /// <summary>How much of the last step goes on.</summary>
                double Momentum { get; set; }
            }

            /// <summary>Something with two decay rates.</summary>
            public interface IBetas
            {
                /// <summary>How much of the means of gradient and squared gradient goes on.</summary>
                (double, double) Betas { get; set; }
            }

            /// <summary>Changes parameters along their gradients.</summary>
            public abstract class Optimizer : IDisposable
            {
                private protected Optimizer()
                {
                }

                /// <summary>Groups of parameters with a learning rate each.</summary>
                public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

                private protected List<ParamGroup> Groups { get; } = [];

                /// <summary>All parameters.</summary>
                public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(g => g.Parameters);

                /// <summary>Sets all gradients to 0; those that are not there stay away.</summary>
                public virtual void zero_grad()
                {
                    foreach (var g in Groups)
                        foreach (var p in g.Parameters) p._leaf?.Zero();
                }

                /// <summary>One step along the gradients.</summary>
                /// <param name="closure">Computes the loss anew, before the step; null to use the gradients as they are.</param>
                /// <returns>What the closure returned, or null.</returns>
                public virtual Tensor? step(Func<Tensor>? closure = null) => Advance(closure);

                private protected abstract Tensor? Advance(Func<Tensor>? closure);

                private protected abstract void Release();

                /// <summary>Gives up the state of all parameters.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Gives up the state of all parameters.</summary>
                protected virtual void Dispose(bool disposing)
                {
                    if (disposing) Release();
                }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Parameters with a learning rate of their own.</summary>
    public class ParamGroup : torch.optim.ILearningRateController
    {
        /// <summary>A group without parameters.</summary>
        public ParamGroup() => Parameters = [];

        /// <summary>The parameters.</summary>
        public IEnumerable<Parameter> Parameters { get; set; }

        /// <inheritdoc/>
        public double LearningRate { get; set; }

        /// <inheritdoc/>
        public double InitialLearningRate { get; set; }
    }

    /// <summary>What the optimizers have in common: a state for each parameter, made at its first gradient.</summary>
    public abstract class OptimizerHelper : torch.optim.Optimizer
    {
        private readonly List<State> _states = [];

        private protected OptimizerHelper(IEnumerable<Parameter> parameters, double lr)
        {
            ArgumentNullException.ThrowIfNull(parameters);
            if (!(lr >= 0)) throw new ArgumentException($"a learning rate is not negative, and this is {lr}", nameof(lr));
            var list = parameters.ToArray();
            if (list.Any(p => p is null)) throw new ArgumentException("a parameter is null", nameof(parameters));
            if (list.Distinct<Parameter>(ReferenceEqualityComparer.Instance).Count() != list.Length) throw new ArgumentException("a parameter is given twice", nameof(parameters));
            Groups.Add(new ParamGroup { Parameters = list, LearningRate = lr, InitialLearningRate = lr });
            foreach (var p in list) _states.Add(new State(p));
        }

        private protected override Tensor? Advance(Func<Tensor>? closure)
        {
            Tensor? loss = null;
            if (closure is not null)
            {
                using var recording = torch.enable_grad();
                loss = closure();
            }
            var scope = DisposeScope.Suspend();
            try
            {
                double rate = Groups[0].LearningRate;
                foreach (var state in _states)
                {
                    if (state.Parameter._leaf?.Grad is not { } gradient) continue;
                    state.Step++;
                    using var g = Copy.RowMajor(gradient);
                    var p = state.Parameter;
                    if (!p._rowMajor) throw Fail.Native("an optimizer changes parameters whose elements lie in row-major order: make the parameter from a contiguous tensor");
                    state.Prepare(Memories, FirstMemory);
                    if (p._type == ScalarType.Float32) Update<float>(state, g, rate);
                    else Update<double>(state, g, rate);
                    state.IsFresh = false;
                    p.Storage.Version++;
                }
            }
            finally
            {
                DisposeScope.Resume(scope);
            }
            return loss;
        }

        /// <summary>Elements that one thread takes at a time: fewer are not worth a second one.</summary>
        private const int Grain = 1 << 15;

        private void Update<T>(State state, Tensor gradient, double rate) where T : unmanaged, IFloatingPointIeee754<T> =>
            Simd.Split.Run(state.Parameter._count, Grain, (optimizer: this, state, gradient, rate), static (s, from, to) => s.optimizer.Update(new Piece<T>(s.state, s.gradient, from, to), s.rate));

        /// <summary>One step of a piece of a parameter; the pieces may run at once.</summary>
        private protected abstract void Update<T>(in Piece<T> piece, double rate) where T : unmanaged, IFloatingPointIeee754<T>;

        /// <summary>What every element of the memory is at first.</summary>
        private protected virtual double FirstMemory => 0;

        /// <summary>How many tensors of memory a parameter has.</summary>
        private protected abstract int Memories { get; }

        /// <summary>How many it has at most, with all options.</summary>
        private protected abstract int MostMemories { get; }

        /// <summary>How many of them a file always has; null if there are none, nor a number of steps. For the others it says whether they follow.</summary>
        private protected abstract int? CertainMemories { get; }

        /// <summary>Writes the options other than the learning rates, in TorchSharp's order.</summary>
        private protected abstract void WriteOptions(BinaryWriter writer);

        /// <summary>Reads what <see cref="WriteOptions"/> wrote.</summary>
        private protected abstract void ReadOptions(BinaryReader reader);

        /// <summary>Writes options, the steps taken and the memory of every parameter to a file in TorchSharp's format.</summary>
        public void save_state_dict(string location) => IO.AtomicFile.Write(location, save_state_dict);

        /// <summary>Writes options, the steps taken and the memory of every parameter.</summary>
        public void save_state_dict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(GetType().Name);
            IO.TensorFile.WriteNumber(writer, Groups.Count);
            IO.TensorFile.WriteNumber(writer, _states.Count);
            WriteGroup(writer);
            var scope = DisposeScope.Suspend();
            try
            {
                foreach (var s in _states)
                {
                    if (CertainMemories is not null)
                    {
                        writer.Write(s.Step);
                        s.Prepare(Memories, FirstMemory);
                    }
                    int certain = CertainMemories ?? 0;
                    for (int i = 0; i < certain; i++) IO.TensorFile.Write(s.Memory[i], writer);
                    for (int i = certain; i < MostMemories; i++)
                    {
                        writer.Write(i < s.Memory.Length);
                        if (i < s.Memory.Length) IO.TensorFile.Write(s.Memory[i], writer);
                    }
                }
            }
            finally
            {
                DisposeScope.Resume(scope);
            }
        }

        /// <summary>Reads what <see cref="save_state_dict(string)"/> wrote.</summary>
        public void load_state_dict(string location)
        {
            using var reader = new BinaryReader(File.OpenRead(location));
            load_state_dict(reader);
        }

        /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote. If it belongs to another optimizer or other parameters, nothing is changed.</summary>
        /// <exception cref="InvalidDataException">It is of another kind of optimizer, or damaged.</exception>
        /// <exception cref="ArgumentException">It is of other parameters.</exception>
        public void load_state_dict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            string kind = reader.ReadString();
            if (kind != GetType().Name) throw new InvalidDataException($"the state is that of an optimizer {kind}, and this is {GetType().Name}");
            long groups = IO.TensorFile.ReadNumber(reader), count = IO.TensorFile.ReadNumber(reader);
            if (groups != Groups.Count) throw new ArgumentException($"the state is that of {groups} groups of parameters, and this optimizer has {Groups.Count}", nameof(reader));
            if (count != _states.Count) throw new ArgumentException($"the state is that of {count} parameters, and this optimizer has {_states.Count}", nameof(reader));
            using var before = new MemoryStream();
            using var writer = new BinaryWriter(before);
            WriteGroup(writer);
            var scope = DisposeScope.Suspend();
            try
            {
                ReadGroup(reader);
                var read = _states.ConvertAll(s => ReadState(reader, s.Parameter));
                for (int i = 0; i < read.Count; i++) _states[i].Restore(read[i].Step, read[i].Memory);
            }
            catch
            {
                before.Position = 0;
                using var old = new BinaryReader(before);
                ReadGroup(old);
                throw;
            }
            finally
            {
                DisposeScope.Resume(scope);
            }
        }

        private void WriteGroup(BinaryWriter writer)
        {
            writer.Write(Groups[0].InitialLearningRate);
            writer.Write(Groups[0].LearningRate);
            WriteOptions(writer);
        }

        private void ReadGroup(BinaryReader reader)
        {
            (Groups[0].InitialLearningRate, Groups[0].LearningRate) = (reader.ReadDouble(), reader.ReadDouble());
            ReadOptions(reader);
        }

        private (long Step, Tensor[] Memory) ReadState(BinaryReader reader, Parameter parameter)
        {
            long step = CertainMemories is null ? 0 : reader.ReadInt64();
            var memory = new List<Tensor>();
            for (int i = 0; i < MostMemories; i++)
            {
                if (i >= (CertainMemories ?? 0) && !reader.ReadBoolean()) continue;
                var m = IO.TensorFile.Read(reader);
                if (!Shapes.Same(m._shape, parameter._shape) || m._type != parameter._type)
                    throw new ArgumentException($"the state has {m} where the parameter is {parameter}", nameof(reader));
                memory.Add(m);
            }
            if (memory.Count > 0 && memory.Count < Memories) throw new InvalidDataException($"the state has {memory.Count} of {Memories} memories of a parameter: it is damaged");
            return (step, [.. memory]);
        }

        private protected override void Release()
        {
            foreach (var s in _states) s.Restore(0, []);
        }

        /// <summary>What an optimizer remembers of a parameter.</summary>
        internal sealed class State(Parameter parameter)
        {
            internal Parameter Parameter { get; } = parameter;

            internal long Step { get; set; }

            internal Tensor[] Memory { get; private set; } = [];

            /// <summary>True until the first step with this memory has been made.</summary>
            internal bool IsFresh { get; set; }

            /// <summary>Makes the memory at the first step; gives it the parameter's type if that has changed.</summary>
            internal void Prepare(int count, double first)
            {
                if (Memory.Length > 0 && Memory[0]._type != Parameter._type) Restore(Step, [.. Memory.Select(m => Copy.Convert(m, Parameter._type))]);
                if (Memory.Length > 0 || count == 0) return;
                var made = new Tensor[count];
                for (int k = 0; k < count; k++)
                {
                    made[k] = Tensor.NewZeros(Parameter._type, Parameter._shape);
                    if (first != 0) Copy.Fill(made[k], first);
                }
                (Memory, IsFresh) = (made, true);
            }

            internal void Restore(long step, Tensor[] memory)
            {
                foreach (var m in Memory) m.Dispose();
                (Step, Memory, IsFresh) = (step, memory, false);
            }
        }

        /// <summary>Neighbouring elements of a parameter, with their gradient and memory.</summary>
        internal readonly ref struct Piece<T> where T : unmanaged, IFloatingPointIeee754<T>
        {
            private readonly State _state;
            private readonly int _from;

            internal Piece(State state, Tensor gradient, int from, int to)
            {
                (_state, _from) = (state, from);
                Gradient = gradient.Span<T>()[from..to];
                Values = state.Parameter.Span<T>()[from..to];
            }

            internal ReadOnlySpan<T> Gradient { get; }

            internal Span<T> Values { get; }

            /// <summary>Steps of the parameter, this one included.</summary>
            internal long Step => _state.Step;

            /// <summary>True at the first step.</summary>
            internal bool IsFirst => _state.IsFresh;

            internal Span<T> Memory(int i) => _state.Memory[i].Span<T>().Slice(_from, Values.Length);
        }

        internal static void Require(bool holds, string message, string argument)
        {
            if (!holds) throw new ArgumentException(message, argument);
        }
    }
}
