using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent, with momentum (also Nesterov's) if asked for.</summary>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) => new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with momentum (also Nesterov's) if asked for.</summary>
    public class SGD : OptimizerHelper, torch.optim.IMomentum
    {
        private double _dampening, _decay;
        private bool _nesterov, _maximize;

        /// <summary>The optimizer of these parameters.</summary>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) : base(parameters, lr)
        {
            Require(momentum >= 0, $"momentum is not negative, and this is {momentum}", nameof(momentum));
            Require(weight_decay >= 0, $"the weight decay is not negative, and this is {weight_decay}", nameof(weight_decay));
            Require(!nesterov || (momentum > 0 && dampening == 0), $"Nesterov's momentum wants a momentum and no dampening", nameof(nesterov));
            (Momentum, _dampening, _decay, _nesterov, _maximize) = (momentum, dampening, weight_decay, nesterov, maximize);
        }

        /// <summary>How much of the last step goes on.</summary>
        public double Momentum { get; set; }

        private protected override int Memories => Momentum == 0 ? 0 : 1;

        private protected override int MostMemories => 1;

        private protected override int? CertainMemories => null;

        private protected override void WriteOptions(BinaryWriter writer)
        {
            foreach (double number in (double[])[Momentum, _dampening, _decay]) writer.Write(number);
            writer.Write(_nesterov);
            writer.Write(_maximize);
        }

        private protected override void ReadOptions(BinaryReader reader) =>
            (Momentum, _dampening, _decay, _nesterov, _maximize) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean(), reader.ReadBoolean());

        private protected override void Update<T>(in Piece<T> piece, double rate)
        {
            var (r, d) = (T.CreateTruncating(_maximize ? -rate : rate), T.CreateTruncating(_decay));
            if (Momentum == 0)
            {
                OptimizerKernels.Sgd(piece.Gradient, piece.Values, r, d);
                return;
            }
            OptimizerKernels.Momentum(piece.Gradient, piece.Values, piece.Memory(0), r, d, T.CreateTruncating(Momentum), T.CreateTruncating(1 - _dampening), piece.IsFirst, _nesterov);
        }
    }
}
