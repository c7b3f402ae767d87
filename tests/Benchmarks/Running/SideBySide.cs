using System.Globalization;

namespace Benchmarks.Running;

/// <summary>Runs rows, ours and peer in turn, and prints the table.</summary>
/// <remarks>
/// Both sides get the same numbers and the same threads. The peer has several ways to do a row, each with one thread and with all: every one is tried
/// once, those that may be the fastest take part in all rounds, and the one with the best median counts. What is shorter than a timer can be trusted
/// is repeated within a round.
/// </remarks>
internal sealed class SideBySide(Options options, TextWriter output)
{
    private const double SecondsPerRow = 10;
    private const double ShortestRound = 0.03;

    /// <summary>The peers' threads wait for more work with a busy loop; as long they keep a processor from us.</summary>
    private static readonly TimeSpan PeerSpins = TimeSpan.FromMilliseconds(200);

    private const double MayBeFastest = 1.25;

    private readonly List<Result> _results = [];
    private readonly Dictionary<string, List<Peer>> _peers = [];
    private readonly Dictionary<string, string> _why = [];
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
            foreach (var peer in _peers.Values.SelectMany(peers => peers))
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
        // Twice unmeasured: once to compile, once in compiled code, which also tells how often a round should repeat it.
        Timing.Of(work.Ours, 1);
        var (seconds, answer) = Timing.Of(work.Ours, 1);
        var repeats = Repeats(seconds);
        var ours = new List<double>();
        var contenders = Contenders(work, result, folder);
        var round = seconds * repeats + contenders.Sum(contender => contender.Seconds * contender.Repeats);
        var rounds = options.Smoke ? 1 : options.Rounds ?? (int)Math.Clamp(SecondsPerRow / round, 3, 25);
        GC.Collect();
        for (var i = 0; i < rounds; i++)
        {
            (seconds, answer) = Timing.Of(work.Ours, repeats);
            ours.Add(seconds / repeats);
            foreach (var contender in contenders)
                contender.RunOnce();
            if (contenders.Count > 0)
                Thread.Sleep(PeerSpins);
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
            (result.Peer, result.PeerVariant) = ("measured", Text($"{best.Variant}, {best.Peer.Threads} thr."));
            (result.PeerMedianS, result.PeerP95S) = (Timing.Median(best.Times), Timing.Quantile(best.Times, 0.95));
            result.Ratio = result.PeerMedianS / result.OursMedianS;
            Compare(answers, best.Answers, result);
            result.PeerPeakMb = PeerMemory(work.Peer.Program, best);
        }
        // Also those that took no part: the next row may have a function and a variant of the same names.
        foreach (var peer in PeersOf(work.Peer.Program))
            peer.Forget();
        result.OursPeakMb = PeakMemory.OfRow(row, options);
    }

    private static int Repeats(double seconds) => (int)Math.Clamp(Math.Ceiling(ShortestRound / Math.Max(seconds, 1e-9)), 1, 1000);

    // All ways that may be the fastest, each having run once unmeasured and once for the choice.
    private List<Contender> Contenders(Work work, Result result, string folder)
    {
        var contenders = new List<Contender>();
        var files = new Dictionary<string, string>();
        foreach (var peer in PeersOf(work.Peer.Program))
        {
            if (files.Count == 0)
            {
                foreach (var (name, array) in work.Peer.Arrays)
                {
                    files[name] = Path.Combine(folder, name + ".npy");
                    array.Write(files[name]);
                }
            }
            foreach (var variant in peer.Variants(work.Peer.Function))
            {
                try
                {
                    var contender = new Contender(peer, variant, one => one.Prepare(work.Peer.Function, variant, files, work.Peer.Numbers ?? []));
                    contender.Try();
                    contenders.Add(contender);
                }
                catch (PeerException e)
                {
                    result.Note = Text($"{variant}, {peer.Threads} thr.: {e.Message}");
                }
            }
        }
        if (contenders.Count == 0)
            return contenders;
        var fastest = contenders.Min(contender => contender.Seconds);
        return [.. contenders.Where(contender => contender.Seconds <= MayBeFastest * fastest)];
    }

    private List<Peer> PeersOf(string program)
    {
        if (_peers.TryGetValue(program, out var running))
            return running;
        var peers = new List<Peer>();
        try
        {
            if (options.Peers)
                foreach (var threads in new[] { 1, options.Threads }.Distinct())
                    peers.Add(Peer.Start(options.Python, program, threads));
            if (peers.Count > 0)
                output.WriteLine("peer: " + peers[0].About["about"]);
        }
        catch (SkipException e)
        {
            _why[program] = e.Message;
        }
        return _peers[program] = peers;
    }

    private double? PeerMemory(string program, Contender best)
    {
        using var alone = Peer.Start(options.Python, program, best.Peer.Threads);
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
            Seconds = first > 3 ? first : Math.Min(first, peer.Run(1));
            Repeats = Repeats(Seconds);
        }

        public void RunOnce()
        {
            prepare(peer);
            Times.Add(peer.Run(Repeats) / Repeats);
            Answers = peer.Answers();
        }
    }
}
