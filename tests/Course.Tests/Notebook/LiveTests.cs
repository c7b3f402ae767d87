using Course.Autoencoders;
using Course.Notebook;
using Course.Tests.Autoencoders;
using Microsoft.DotNet.Interactive;
using static TorchSharp.torch;

namespace Course.Tests.Notebook
{
    [Collection(OneAtATime.Name)]
    public sealed class LiveTests
    {
        [Fact]
        public void On_a_terminal_one_line_is_written_over_and_over()
        {
            using var writer = new StringWriter();
            var live = new Live(writer, overwrite: true, kernel: null, perSecond: 1e9);

            live.Update("a long line");
            live.Update("short\nmore");
            live.Finish("done");

            writer.ToString().ShouldBe("\ra long line\rshort      \rdone " + Environment.NewLine);
        }

        [Fact]
        public void In_a_file_only_the_end_is_written()
        {
            using var writer = new StringWriter();
            var live = new Live(writer, overwrite: false, kernel: null, perSecond: 1e9);

            live.Update("a");
            live.Update("b");
            live.Finish("done");

            writer.ToString().ShouldBe("done" + Environment.NewLine);
        }

        [Fact]
        public void Updates_that_come_too_soon_are_left_out_but_not_the_last()
        {
            var kernel = new KernelInvocationContext();
            var live = new Live(TextWriter.Null, false, kernel, perSecond: 1e-6);

            live.IsDue.ShouldBeTrue();
            live.Update(1);
            live.IsDue.ShouldBeFalse();
            live.Update(2);
            live.Finish(3);

            kernel.Shown.ShouldBe(["display 1", "update 3"]);
        }

        [Fact]
        public void A_training_shows_itself_in_the_notebook_and_ends_with_its_cell()
        {
            var kernel = new KernelInvocationContext();
            KernelInvocationContext.Current = kernel;
            try
            {
                var x = rand(64, 6);
                using var model = new StackedAutoencoder(6, 4, 2);

                var history = Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.1), nn.BCELoss(), epochs: 2, batchSize: 8);

                kernel.Shown[0].ShouldStartWith("display epoch 1 of 2,  12 %: loss 0.");
                kernel.Shown[^1].ShouldBe("update " + history);

                kernel.Interrupt.Cancel();
                Should.Throw<OperationCanceledException>(() => Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.1), nn.BCELoss(), epochs: 2, batchSize: 8));
            }
            finally
            {
                KernelInvocationContext.Current = null;
                kernel.Interrupt.Dispose();
            }
        }

        [Fact]
        public void What_the_front_end_throws_comes_through_as_it_is()
        {
            var live = new Live(TextWriter.Null, false, new KernelInvocationContext { Fails = true }, perSecond: 5);

            Should.Throw<OperationCanceledException>(() => live.Update(1));
        }
    }
}

namespace Microsoft.DotNet.Interactive
{
    /// <summary>A front end with the names and shapes of .NET Interactive's, which the library finds by reflection.</summary>
    public sealed class KernelInvocationContext
    {
        private static readonly AsyncLocal<KernelInvocationContext?> Running = new();

        public static KernelInvocationContext? Current
        {
            get => Running.Value;
            set => Running.Value = value;
        }

        public CancellationToken CancellationToken => Interrupt.Token;

        internal CancellationTokenSource Interrupt { get; } = new();

        internal List<string> Shown { get; } = [];

        internal bool Fails { get; init; }
    }

    public static class KernelInvocationContextExtensions
    {
        public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
        {
            if (context.Fails)
                throw new OperationCanceledException();
            mimeTypes.ShouldBeEmpty();
            context.Shown.Add($"display {value}");
            return new DisplayedValue(context);
        }
    }

    public sealed class DisplayedValue(KernelInvocationContext context)
    {
        public void Update(object updatedValue) => context.Shown.Add($"update {updatedValue}");
    }
}
