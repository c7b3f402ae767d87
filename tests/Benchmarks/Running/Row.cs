namespace Benchmarks.Running;

/// <summary>One line of the table: a piece of work that we and a peer both do.</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Name">What is done, and how large.</param>
/// <param name="Prepare">Makes data and work; with true, the smallest that still make sense. Throws <see cref="SkipException"/> where the data are
/// missing.</param>
internal sealed record Row(string Group, string Name, Func<bool, Work> Prepare);

/// <summary>Our side of a row, and what to tell the peer.</summary>
/// <param name="Ours">What is timed; returns what <paramref name="Answers"/> looks at.</param>
/// <param name="Answers">The numbers of a result in which both sides should agree.</param>
/// <param name="Peer">The peer's side.</param>
internal sealed record Work(Func<object> Ours, Func<object, Answer[]> Answers, Call Peer)
{
    /// <summary>Multiplications and additions of the work, where its method fixes them; else 0.</summary>
    public double Flops { get; init; }

    /// <summary>Whether those are in single precision.</summary>
    public bool Single { get; init; }
}

/// <summary>A function of one of the peers' programs, with its arguments.</summary>
/// <param name="Program">The file in the folder peers, without its ending.</param>
/// <param name="Function">The function's name there.</param>
/// <param name="Arrays">Data, by argument name.</param>
/// <param name="Numbers">Further arguments.</param>
internal sealed record Call(string Program, string Function, Dictionary<string, NumPyArray> Arrays, Dictionary<string, double>? Numbers = null);

/// <summary>A number by which two results are compared.</summary>
/// <param name="Name">What it is; the peer uses the same name.</param>
/// <param name="Value">Ours.</param>
/// <param name="Tolerance">Largest difference, relative to the larger magnitude.</param>
/// <param name="Wanted">Whether both should be equal, or ours may be better.</param>
internal sealed record Answer(string Name, double Value, double Tolerance, Wanted Wanted = Wanted.Same)
{
    /// <summary>Whether ours is as good as the peer's.</summary>
    public bool Agrees(double peers)
    {
        var allowed = Tolerance * Math.Max(Math.Abs(Value), Math.Abs(peers));
        return Wanted switch
        {
            Wanted.Low => Value <= peers + allowed,
            Wanted.High => Value >= peers - allowed,
            _ => Math.Abs(Value - peers) <= allowed,
        };
    }
}

/// <summary>When our answer is as good as the peer's.</summary>
internal enum Wanted
{
    /// <summary>If it is the same.</summary>
    Same,

    /// <summary>If it is not larger: an error.</summary>
    Low,

    /// <summary>If it is not smaller: an accuracy.</summary>
    High,
}

/// <summary>A row cannot be run here; the message says why and what would help.</summary>
internal sealed class SkipException(string message) : Exception(message);
