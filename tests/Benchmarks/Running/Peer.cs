using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Running;

/// <summary>A Python process that holds one of the peers' programs: one line of JSON in, one line out.</summary>
/// <remarks>It lives as long as the rows of its program, so that neither the interpreter's start nor the imports are ever timed. The time is taken in
/// the peer, around the call alone.</remarks>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly Process _process;
    private string _variant = "";

    private Peer(Process process, Kernels kernels, int threads) => (_process, Kernels, Threads) = (process, kernels, threads);

    /// <summary>What its libraries compute with.</summary>
    public Kernels Kernels { get; }

    /// <summary>Threads that its libraries may use.</summary>
    public int Threads { get; }

    /// <summary>What the process says of itself: versions of its libraries, or what is missing.</summary>
    public JsonNode About { get; private set; } = new JsonObject();

    /// <summary>Starts a program.</summary>
    /// <exception cref="SkipException">There is no Python here, or it lacks a package.</exception>
    public static Peer Start(string python, string program, Kernels kernels, int threads)
    {
        var start = new ProcessStartInfo(python, ["-u", Path.Combine(AppContext.BaseDirectory, "peers", program + ".py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        kernels.Apply(start, threads);
        start.Environment["PYTHONWARNINGS"] = "ignore";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new SkipException($"There is no {python}. On Debian: apt-get install python3-sklearn libopenblas0-pthread");
        }
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var peer = new Peer(process, kernels, threads);
        try
        {
            peer.About = peer.Read();
            if (peer.About["missing"] is { } missing)
                throw new SkipException($"{python} has no {missing}. On Debian: apt-get install {peer.About["packages"]} libopenblas0-pthread");
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>The ways in which the peer can do a call.</summary>
    public string[] Variants(string function) => [.. Ask(new { @do = "variants", function })["variants"]!.AsArray().Select(item => item!.GetValue<string>())];

    /// <summary>Makes one of them ready to run.</summary>
    /// <param name="function">The function.</param>
    /// <param name="variant">One of its <see cref="Variants"/>.</param>
    /// <param name="files">Arguments that are arrays, by name.</param>
    /// <param name="numbers">The others.</param>
    public void Prepare(string function, string variant, Dictionary<string, string> files, Dictionary<string, double> numbers)
    {
        if (_variant == variant)
            return;
        _variant = "";
        Ask(new { @do = "prepare", function, variant, files, numbers });
        _variant = variant;
    }

    /// <summary>Forgets the call and its data.</summary>
    public void Forget()
    {
        Ask(new { @do = "forget" });
        _variant = "";
    }

    /// <summary>Runs the prepared call.</summary>
    /// <returns>Seconds, all times together.</returns>
    public double Run(int times) => Ask(new { @do = "run", times, clock = Timing.ProcessorTime ? "processor" : "wall" })["seconds"]!.GetValue<double>();

    /// <summary>The last result's numbers, by name.</summary>
    public Dictionary<string, double> Answers() => Ask(new { @do = "answers" })["answers"].Deserialize<Dictionary<string, double>>()!;

    /// <summary>Runs the prepared call once and sees how large the process gets; null where the system does not tell.</summary>
    /// <returns>MB.</returns>
    public double? PeakMemory() => Ask(new { @do = "memory" })["mb"]?.GetValue<double>();

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(2000))
                _process.Kill();
        }
        catch (IOException)
        {
            // It is gone already.
        }
        _process.Dispose();
    }

    private JsonNode Ask(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        var reply = Read();
        return reply["error"] is { } error ? throw new PeerException(error.ToString()) : reply;
    }

    private JsonNode Read()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Patience))
            throw new PeerException($"no answer within {Patience.TotalMinutes:0} minutes");
        return JsonNode.Parse(line.Result ?? throw new PeerException("the process has ended"))!;
    }
}

/// <summary>A peer could not do what it was asked.</summary>
internal sealed class PeerException(string message) : Exception(message);
