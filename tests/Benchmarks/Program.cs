using BenchmarkDotNet.Running;
using Benchmarks.Running;

namespace Benchmarks;

/// <summary>The commands: peers, scaling and micro; and, for the program itself, memory.</summary>
internal static class Program
{
    private const string Usage = """
        How fast the course's library is.

          peers [options]     beside NumPy, scikit-learn and PyTorch, on the same data, in turn
          scaling [options]   how the cost of each method grows with the numbers of samples and features
          micro [arguments]   single operations with BenchmarkDotNet, for example: micro --filter *Gemm*

        Options:
          --group NAME        only one group of rows: linalg, decomposition, manifold, autoencoders
          --rows TEXT         only rows whose name contains this
          --rounds N          rounds a row, ours and peer in turn (default: as many as fit in about ten seconds, 3 to 25)
          --threads N         threads for ours; the peers are tried with 1 and with N (default: the processors)
          --json FILE         writes the numbers
          --no-peers          ours alone
          --python PROGRAM    the interpreter (default /usr/bin/python3, else python3)
          --cpu               processor time instead of time on the wall, for one thread on a busy machine
          --smoke             tiny sizes and one round: does everything run?
        """;

    private static int Main(string[] args)
    {
        try
        {
            switch (args.FirstOrDefault())
            {
                case "peers":
                    return new SideBySide(Options.Parse(args[1..]), Console.Out).Run();
                case "scaling":
                    return new Scaling(Options.Parse(args[1..]), Console.Out).Run();
                case "micro":
                    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args[1..], Micro.MicroConfig.Create());
                    return 0;
                case PeakMemory.Command:
                    return PeakMemory.RunChild(Options.Parse(args[1..]));
                default:
                    Console.Out.WriteLine(Usage);
                    return args.Length == 0 || args[0] is "--help" or "-h" ? 0 : 2;
            }
        }
        catch (OptionException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
