using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Benchmarks.Running;

/// <summary>Runs rows, ours and peer in turn, and prints the table.</summary>
/// <remarks>
/// Both sides get the same numbers and the same threads. The peer has several ways to do a row, each with one thread and with all, and its libraries
/// several sets of kernels: all are tried, those that may be the fastest take part in all rounds, and the one with the best median counts. What is
/// shorter than a timer can be trusted is repeated within a round.
/// </remarks>
internal sealed class SideBySide(Options options, TextWriter output)
{
    private const double SecondsPerRow = 10;
    private const double ShortestRound = 0.03;

    /// <summary>Whoever comes after a pause, or after the other, finds cold caches and a slow clock, which needs some 50 ms to rise: so long each side works unmeasured first.</summary>
    private const double WarmUp = 0.1;

    /// <summary>The peers' threads wait for more work with a busy loop; as long they keep a processor from us.</summary>
    private static readonly TimeSpan PeerSpins = TimeSpan.FromMilliseconds(120);

    private const double CompileSeconds = 0.6;
    private const double MayBeFastest = 1.25;
    private const double LongSeconds = 3;

    private readonly List<Result> _results = [];
    private readonly Dictionary<(string Program, Kernels Kernels, int Threads), Peer> _peers = [];
    private readonly Dictionary<string, string> _why = [];
    private readonly Dictionary<string, Kernels[]> _kernels = [];
    private Kernels[]? _fastest;
    private double _peakSingle, _peakDouble;

    /// <summary>Runs all rows.</summary>
    /// <returns>The process's exit code: 1 if an answer differs or a row fails.</returns>
    public int Run()
    {
        Threads.Use(options.Threads);
        Timing.ProcessorTime = options.ProcessorTime;
        (_peakSingle, _peakDouble) = (FmaPeak.OneThread(single: true) * options.Threads, FmaPeak.OneThread(single: false) * options.Threads);
        output.WriteLine(Text($"{Simd.SimdOptions.InstructionSet}, {options.Threads} thread(s) of {Environment.ProcessorCount} processor(s); measured peak {_peakSingle / 1e9:0} GFLOPS single, {_peakDouble / 1e9:0} double{(options.ProcessorTime ? "; times are processor time" : "")}{(options.Smoke ? "; tiny sizes, no measurement" : "")}"));
        var folder = Directory.CreateTempSubdirectory("benchmarks-");
        try
        {
            var group = "";
            foreach (var row in AllRows.Of(options))
            {
                if (row.Group != group)
                {
                    group = row.Group;
                    output.WriteLine();
                    output.WriteLine($"{group,-44} {"ours",9} {"p95",9} {"peer",9} {"ratio",6} {"GFLOPS",7} {"peak",5} {"MB ours",8} {"peer",6}  peer's fastest way");
                }
                var result = Measured(row, folder.FullName);
                _results.Add(result);
                Print(result);
            }
        }
        finally
        {
            foreach (var peer in _peers.Values)
                peer.Dispose();
            folder.Delete(recursive: true);
        }
        foreach (var why in _why.Values.Distinct())
            output.WriteLine("No peer: " + why);
        if (options.Json is { } path)
            Result.Write(path, _results);
        if (options.Smoke && options.Json is { } written && Result.Read(written).Count != _results.Count)
            throw new InvalidDataException($"{written} does not hold the {_results.Count} rows that were written to it.");
        return _results.Exists(result => result.SameAnswer == false) ? 1 : 0;
    }

    private Result Measured(Row row, string folder)
    {
        var result = new Result { Group = row.Group, Row = row.Name, Threads = options.Threads, Clock = options.ProcessorTime ? "processor" : "wall" };
        try
        {
            var work = row.Prepare(options.Smoke);
            Measure(row, work, result, folder);
        }
        catch (SkipException e)
        {
            result.Note = e.Message;
        }
        return result;
    }

    private void Measure(Row row, Work work, Result result, string folder)
    {
        // Unmeasured: until .NET has replaced the code of the first calls by its best, and once more, which also tells how often a round should repeat it.
        if (!options.Smoke)
            Compile(work.Ours);
        var (seconds, answer) = Timing.Of(work.Ours, 1);
        var repeats = Repeats(seconds);
        var ours = new List<double>();
        var contenders = Contenders(work, result, folder);
        var round = seconds * repeats + contenders.Sum(contender => contender.Seconds * contender.Repeats);
        var rounds = options.Smoke ? 1 : options.Rounds ?? (int)Math.Clamp(SecondsPerRow / round, 3, 25);
        GC.Collect();
        for (var i = 0; i < rounds; i++)
        {
            Timing.Of(work.Ours, (int)(WarmUp / ShortestRound * (repeats - 1)));
            (seconds, answer) = Timing.Of(work.Ours, repeats);
            ours.Add(seconds / repeats);
            foreach (var contender in contenders)
            {
                contender.RunOnce();
                Thread.Sleep(PeerSpins);
            }
        }
        (result.OursMedianS, result.OursP95S, result.Rounds) = (Timing.Median(ours), Timing.Quantile(ours, 0.95), rounds);
        if (work.Flops > 0)
        {
            result.Gflops = work.Flops / result.OursMedianS / 1e9;
            result.PeakShare = result.Gflops * 1e9 / (work.Single ? _peakSingle : _peakDouble);
        }
        var answers = work.Answers(answer);
        foreach (var item in answers)
            result.Answers[item.Name] = item.Value;
        if (contenders.MinBy(contender => Timing.Median(contender.Times)) is { } best)
        {
            (result.Peer, result.PeerVariant) = ("measured", Text($"{best.Variant}, {best.Peer.Threads} thr.{(best.Peer.Kernels.Name is "" ? "" : ", ")}{best.Peer.Kernels.Name}"));
            (result.PeerMedianS, result.PeerP95S) = (Timing.Median(best.Times), Timing.Quantile(best.Times, 0.95));
            result.Ratio = result.PeerMedianS / result.OursMedianS;
            Compare(answers, best.Answers, result);
            result.PeerPeakMb = PeerMemory(work.Peer.Program, best);
        }
        // Also those that took no part: the next row may have a function and a variant of the same names.
        foreach (var peer in _peers.Values)
            peer.Forget();
        result.OursPeakMb = PeakMemory.OfRow(row, options);
    }

    // Some thirty calls, a tenth of a second and thirty calls more are what the runtime wants to see; a long one has loops that it replaces while they run.
    private static void Compile(Func<object> call)
    {
        for (var part = 0; part < 3; part++)
        {
            var spent = 0.0;
            for (var i = 0; i < 40 && spent < CompileSeconds; i++)
                spent += Timing.Of(call, 1).Seconds;
            Thread.Sleep(150);
        }
    }

    private static int Repeats(double seconds) => (int)Math.Clamp(Math.Ceiling(ShortestRound / Math.Max(seconds, 1e-9)), 1, 1000);

    // All ways that may be the fastest. First every variant and count of threads with the kernels that are the best on the whole; then what of these
    // may be the fastest, with the other kernels.
    private List<Contender> Contenders(Work work, Result result, string folder)
    {
        var call = work.Peer;
        if (KernelsOf(call.Program) is not [var usual, .. var others])
            return [];
        var files = new Dictionary<string, string>();
        foreach (var (name, array) in call.Arrays)
        {
            files[name] = Path.Combine(folder, name + ".npy");
            array.Write(files[name]);
        }
        var tried = new List<Contender>();
        void Try(Peer peer, string variant)
        {
            try
            {
                var contender = new Contender(peer, variant, one => one.Prepare(call.Function, variant, files, call.Numbers ?? []));
                contender.Try();
                tried.Add(contender);
            }
            catch (PeerException e)
            {
                result.Note = Text($"{variant}, {peer.Threads} thr.: {e.Message}");
            }
        }
        foreach (var threads in new[] { 1, options.Threads }.Distinct())
        {
            var peer = PeerOf(call.Program, usual, threads);
            foreach (var variant in peer.Variants(call.Function))
                Try(peer, variant);
        }
        foreach (var near in Near(tried))
            foreach (var kernels in others)
                Try(PeerOf(call.Program, kernels, near.Peer.Threads), near.Variant);
        return Near(tried);
    }

    // Those that may be the fastest. Of long ones, which differ little from run to run, only the fastest.
    private static List<Contender> Near(List<Contender> tried)
    {
        var fastest = tried.Count == 0 ? 0 : tried.Min(contender => contender.Seconds);
        var allowed = fastest > LongSeconds ? 1 : MayBeFastest;
        return [.. tried.Where(contender => contender.Seconds <= allowed * fastest)];
    }

    // The kernels that a program's rows are tried with; none where it does not start here.
    private Kernels[] KernelsOf(string program)
    {
        if (_kernels.TryGetValue(program, out var known) || !options.Peers)
            return known ?? [];
        _fastest ??= Kernels.Fastest(options.Python, options.Threads, output);
        try
        {
            PeerOf(program, _fastest[0], options.Threads);
            return _kernels[program] = program == Groups.Autoencoders.Group && Avx512F.IsSupported ? [.. _fastest, _fastest[0].WithWidestPyTorch()] : _fastest;
        }
        catch (SkipException e)
        {
            _why[program] = e.Message;
            return _kernels[program] = [];
        }
    }

    private Peer PeerOf(string program, Kernels kernels, int threads)
    {
        var key = (program, kernels, threads);
        if (!_peers.TryGetValue(key, out var peer))
        {
            // One program's rows come after another's: those of the last are no longer needed.
            foreach (var (other, old) in _peers.Where(pair => pair.Key.Program != program).ToArray())
            {
                old.Dispose();
                _peers.Remove(other);
            }
            peer = _peers[key] = Peer.Start(options.Python, program, kernels, threads);
            if (_peers.Count == 1)
                output.WriteLine("peer: " + peer.About["about"]);
        }
        return peer;
    }

    private double? PeerMemory(string program, Contender best)
    {
        using var alone = Peer.Start(options.Python, program, best.Peer.Kernels, best.Peer.Threads);
        best.Prepare(alone);
        return alone.PeakMemory();
    }

    private static void Compare(Answer[] answers, Dictionary<string, double> peers, Result result)
    {
        result.SameAnswer = true;
        foreach (var answer in answers)
        {
            if (!peers.TryGetValue(answer.Name, out var value) || answer.Agrees(value))
                continue;
            result.SameAnswer = false;
            result.Note = Text($"{answer.Name}: ours {answer.Value:g10}, the peer's {value:g10}");
        }
    }

    private void Print(Result r)
    {
        if (r.OursMedianS is null)
        {
            output.WriteLine($"{r.Row,-44} skipped: {r.Note}");
            return;
        }
        output.WriteLine(Text(
            $"{r.Row,-44} {Seconds(r.OursMedianS),9} {Seconds(r.OursP95S),9} {Seconds(r.PeerMedianS),9} {r.Ratio,6:0.00} {r.Gflops,7:0.0} {r.PeakShare,5:0%} {r.OursPeakMb,8:0} {r.PeerPeakMb,6:0}  {r.PeerVariant ?? r.Peer}"));
        if (r.Note is not null)
            output.WriteLine($"{(r.SameAnswer == false ? "    the answers differ: " : "    note: ")}{r.Note}");
    }

    private static string Seconds(double? seconds) => seconds switch
    {
        null => "-",
        < 1e-3 => Text($"{seconds * 1e6:0.0} us"),
        < 1 => Text($"{seconds * 1e3:0.0} ms"),
        _ => Text($"{seconds:0.00} s"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // One way of the peer: its process, its variant and its times.
    private sealed class Contender(Peer peer, string variant, Action<Peer> prepare)
    {
        public Peer Peer => peer;

        public string Variant => variant;

        public double Seconds { get; private set; }

        public int Repeats { get; private set; } = 1;

        public List<double> Times { get; } = [];

        public Dictionary<string, double> Answers { get; private set; } = [];

        public void Prepare(Peer one) => prepare(one);

        public void Try()
        {
            prepare(peer);
            var first = peer.Run(1);
            // A long one is not run a second time only to choose.
            Seconds = first > LongSeconds ? first : Math.Min(first, peer.Run(1));
            Repeats = Repeats(Seconds);
        }

        public void RunOnce()
        {
            prepare(peer);
            peer.Run((int)(WarmUp / ShortestRound * (Repeats - 1)));
            Times.Add(peer.Run(Repeats) / Repeats);
            Answers = peer.Answers();
        }
    }
}
