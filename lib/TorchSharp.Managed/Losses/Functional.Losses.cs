namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The squared difference; smaller shapes are stretched.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => LossOp.Apply(LossKind.Square, input, target, reduction);

            /// <summary>The absolute difference; smaller shapes are stretched.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => LossOp.Apply(LossKind.Absolute, input, target, reduction);

            /// <summary>d^2 / (2 beta) for differences d below beta, |d| - beta / 2 above.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1)
            {
                if (beta < 0) throw Fail.Native($"smooth_l1_loss: beta is not negative, and this is {beta}");
                return beta == 0 ? l1_loss(input, target, reduction) : LossOp.Apply(LossKind.Smooth, input, target, reduction, beta);
            }

            /// <summary>d^2 / 2 for differences d up to delta, delta (|d| - delta / 2) above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
            {
                if (!(delta > 0)) throw Fail.Native($"huber_loss: delta is positive, and this is {delta}");
                return LossOp.Apply(LossKind.Huber, input, target, reduction, delta);
            }

            /// <summary>The Kullback-Leibler divergence of the target from the input, a logarithm of probabilities; so is the target unless log_target is false.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                LossOp.Apply(log_target ? LossKind.KullbackLeiblerOfLogs : LossKind.KullbackLeibler, input, target, reduction);

            /// <summary>-(t log x + (1 - t) log(1 - x)), each logarithm at least -100; times the weight.</summary>
            /// <exception cref="ExternalException">Shapes differ, or an input lies outside [0, 1].</exception>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                if (!Shapes.Same(input._shape, target._shape)) throw Fail.Shape("binary_cross_entropy: input and target", input._shape, target._shape);
                RequireProbabilities(input);
                return Weighted(LossKind.CrossEntropy, input, target, weight, reduction);
            }

            /// <summary>The binary cross-entropy of the logistic function of the input, computed without overflow; times the weight.</summary>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                if (!Shapes.Same(input._shape, target._shape)) throw Fail.Shape("binary_cross_entropy_with_logits: input and target", input._shape, target._shape);
                if (pos_weights is null) return Weighted(LossKind.CrossEntropyOfLogits, input, target, weight, reduction);
                // (1 - t) x + (1 + (w - 1) t) softplus(-x)
                using var more = Binary.Apply(BinaryKind.Sub, pos_weights, 1);
                using var part = Binary.Apply(BinaryKind.Mul, more, target);
                using var factor = Binary.Apply(BinaryKind.Add, part, 1);
                using var logs = Pointwise.Apply(PointKind.LogSigmoid, input);
                using var second = Binary.Apply(BinaryKind.Mul, factor, logs);
                using var rest = Binary.Apply(BinaryKind.Sub, target, 1, true);
                using var first = Binary.Apply(BinaryKind.Mul, rest, input);
                using var each = Binary.Apply(BinaryKind.Sub, first, second);
                return Reduced(each, weight, reduction);
            }

            /// <summary>The negative log-likelihood of classes: minus the input's element at each target, times the class's weight.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) => LossOp.Likelihood(input, target, weight, -100, reduction);

            /// <summary>The cross-entropy of logits against class numbers (Int64), or against probabilities of classes (same shape as the input).</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
            {
                if (!(label_smoothing >= 0 && label_smoothing <= 1)) throw Fail.Native($"cross_entropy: label_smoothing lies between 0 and 1, and this is {label_smoothing}");
                int dim = input._shape.Length == 1 ? 0 : 1;
                using var logs = SoftmaxOp.Apply(input, dim, true, null);
                if (target._type == ScalarType.Int64 && label_smoothing == 0) return LossOp.Likelihood(logs, target, weight, ignore_index, reduction);
                if (target._type == ScalarType.Int64)
                {
                    using var plain = LossOp.Likelihood(logs, target, weight, ignore_index, reduction);
                    using var even = torch.full_like(input, 1.0 / input._shape[dim]);
                    using var spread = Against(logs, even, weight, reduction, dim);
                    using var a = Binary.Apply(BinaryKind.Mul, plain, 1 - label_smoothing);
                    using var b = Binary.Apply(BinaryKind.Mul, spread, label_smoothing);
                    return Binary.Apply(BinaryKind.Add, a, b);
                }
                if (!Shapes.Same(input._shape, target._shape)) throw Fail.Shape("cross_entropy: logits and probabilities of classes", input._shape, target._shape);
                if (label_smoothing == 0) return Against(logs, target, weight, reduction, dim);
                using var scaled = Binary.Apply(BinaryKind.Mul, target, 1 - label_smoothing);
                using var smooth = Binary.Apply(BinaryKind.Add, scaled, label_smoothing / input._shape[dim]);
                return Against(logs, smooth, weight, reduction, dim);
            }

            private static Tensor Against(Tensor logs, Tensor probabilities, Tensor? weight, Reduction reduction, int dim)
            {
                long[] shape = new long[logs._shape.Length];
                Array.Fill(shape, 1);
                shape[dim] = logs._shape[dim];
                using var product = Binary.Apply(BinaryKind.Mul, logs, probabilities);
                using var classes = weight?.reshape(shape);
                using var weighted = classes is null ? product.alias() : Binary.Apply(BinaryKind.Mul, product, classes);
                using var sums = Reduce.Sum(weighted, [dim], false, null);
                using var losses = Pointwise.Apply(PointKind.Neg, sums);
                return Reduced(losses, null, reduction);
            }

            private static Tensor Weighted(LossKind kind, Tensor input, Tensor target, Tensor? weight, Reduction reduction)
            {
                if (weight is null) return LossOp.Apply(kind, input, target, reduction);
                using var each = LossOp.Apply(kind, input, target, Reduction.None);
                return Reduced(each, weight, reduction);
            }

            private static Tensor Reduced(Tensor each, Tensor? weight, Reduction reduction)
            {
                using var weighted = weight is null ? each.alias() : Binary.Apply(BinaryKind.Mul, each, weight);
                return reduction switch
                {
                    Reduction.Mean => weighted.mean(),
                    Reduction.Sum => weighted.sum(),
                    _ => weighted.alias(),
                };
            }

            private static void RequireProbabilities(Tensor input)
            {
                using var row = Copy.RowMajor(input);
                if (row._type == ScalarType.Float32) Require<float>(row.Span<float>());
                else if (row._type == ScalarType.Float64) Require<double>(row.Span<double>());
                else throw Fail.Type("binary_cross_entropy", row._type);
            }

            private static void Require<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
            {
                if (x.Length == 0) return;
                var (least, most) = (TensorPrimitives.Min(x), TensorPrimitives.Max(x));
                if (least < T.Zero || most > T.One) throw Fail.Native($"binary_cross_entropy: the inputs are probabilities between 0 and 1, and these reach from {least} to {most}");
            }
        }
    }
}
