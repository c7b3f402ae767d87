namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates: call step() once after each epoch.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rate by gamma every so many epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
            {
                if (step_size < 1) throw new ArgumentException($"the rate changes after at least one epoch, not {step_size}", nameof(step_size));
                return new Formula(optimizer, last_epoch, verbose, (first, epoch) => first * Math.Pow(gamma, epoch / step_size));
            }

            /// <summary>Multiplies the rate by gamma after every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new Formula(optimizer, last_epoch, verbose, (first, epoch) => first * Math.Pow(gamma, epoch));

            /// <summary>Lets the rate go down to eta_min along a cosine within T_max epochs (Loshchilov and Hutter 2017).</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new Formula(optimizer, last_epoch, verbose, (first, epoch) => eta_min + (first - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2);

            /// <summary>Multiplies the first rate by a function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
            {
                ArgumentNullException.ThrowIfNull(lr_lambda);
                return new Formula(optimizer, last_epoch, verbose, (first, epoch) => first * lr_lambda(epoch));
            }

            /// <summary>A schedule of learning rates.</summary>
            public abstract class LRScheduler
            {
                private readonly Optimizer _optimizer;
                private readonly bool _verbose;
                private readonly int _start;

                /// <summary>Calls of step() so far, the one of the constructor included.</summary>
                protected int _step_count;

                /// <summary>A schedule for an optimizer.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, _verbose, _start) = (optimizer, verbose, last_epoch);
                }

                private protected int Epoch => _start + _step_count;

                private protected IEnumerable<ILearningRateController> Groups => _optimizer.ParamGroups;

                /// <summary>The rates of this epoch, one for each group of parameters.</summary>
                protected virtual IEnumerable<double> get_lr() => Groups.Select(g => g.LearningRate);

                /// <summary>The rates that were set last.</summary>
                public IEnumerable<double> get_last_lr() => [.. Groups.Select(g => g.LearningRate)];

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step()
                {
                    _step_count++;
                    foreach (var (group, rate) in Groups.Zip(get_lr().ToArray()))
                    {
                        group.LearningRate = rate;
                        if (_verbose) Console.WriteLine(FormattableString.Invariant($"epoch {Epoch}: learning rate {rate}"));
                    }
                }
            }

            private sealed class Formula : LRScheduler
            {
                private readonly Func<double, int, double> _rate;

                internal Formula(Optimizer optimizer, int last, bool verbose, Func<double, int, double> rate) : base(optimizer, last, verbose)
                {
                    _rate = rate;
                    step();
                }

                protected override IEnumerable<double> get_lr() => Groups.Select(g => _rate(g.InitialLearningRate, Epoch));
            }
        }
    }
}
