using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam (Kingma and Ba 2015): steps by the ratio of the means of gradient and squared gradient; the weight decay is part of the gradient.</summary>
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) => new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Adam (Kingma and Ba 2015): steps by the ratio of the means of gradient and squared gradient; the weight decay is part of the gradient.</summary>
    public class Adam : OptimizerHelper, torch.optim.IBetas
    {
        private readonly AdamRule _rule;

        /// <summary>The optimizer of these parameters.</summary>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) : base(parameters, lr)
        {
            _rule = new AdamRule(beta1, beta2, eps, weight_decay, decoupled: false, amsgrad, maximize);
            Betas = (beta1, beta2);
        }

        /// <summary>How much of the means of gradient and squared gradient goes on.</summary>
        public (double, double) Betas { get; set; }

        private protected override int Memories => _rule.Memories;

        private protected override int MostMemories => 3;

        private protected override int? CertainMemories => 2;

        private protected override void WriteOptions(BinaryWriter writer) => _rule.Write(writer, Betas);

        private protected override void ReadOptions(BinaryReader reader) => Betas = _rule.Read(reader);

        private protected override void Update<T>(in Piece<T> piece, double rate) => _rule.Step(piece, Betas, rate);
    }
}
