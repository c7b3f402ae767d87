using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adagrad (Duchi et al. 2011): steps by the gradient over the root of the sum of its squares.</summary>
            public static Adagrad Adagrad(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) => new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <inheritdoc cref="Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
            public static Adagrad Adagrad(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) => new(parameters.Select(p => p.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Adagrad (Duchi et al. 2011): steps by the gradient over the root of the sum of its squares.</summary>
    public class Adagrad : OptimizerHelper
    {
        private double _rateDecay, _decay, _first, _eps;

        /// <summary>The optimizer of these parameters.</summary>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public Adagrad(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) : base(parameters, lr)
        {
            Require(lr_decay >= 0, $"the decay of the learning rate is not negative, and this is {lr_decay}", nameof(lr_decay));
            Require(weight_decay >= 0, $"the weight decay is not negative, and this is {weight_decay}", nameof(weight_decay));
            Require(initial_accumulator_value >= 0, $"the first sum is not negative, and this is {initial_accumulator_value}", nameof(initial_accumulator_value));
            Require(eps >= 0, $"eps is not negative, and this is {eps}", nameof(eps));
            (_rateDecay, _decay, _first, _eps) = (lr_decay, weight_decay, initial_accumulator_value, eps);
        }

        private protected override int Memories => 1;

        private protected override int MostMemories => 1;

        private protected override int? CertainMemories => 1;

        private protected override void WriteOptions(BinaryWriter writer)
        {
            foreach (double number in (double[])[_rateDecay, _first, _eps, _decay]) writer.Write(number);
        }

        private protected override void ReadOptions(BinaryReader reader) =>
            (_rateDecay, _first, _eps, _decay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

        private protected override double FirstMemory => _first;

        private protected override void Update<T>(in Piece<T> piece, double rate)
        {
            double now = rate / (1 + (piece.Step - 1) * _rateDecay);
            OptimizerKernels.Adagrad(piece.Gradient, piece.Values, piece.Memory(0), T.CreateTruncating(now), T.CreateTruncating(_decay), T.CreateTruncating(_eps));
        }
    }
}
