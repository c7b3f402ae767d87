using System.Globalization;

namespace Benchmarks.Running;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>The group of rows, or all.</summary>
    public string? Group { get; private set; }

    /// <summary>What a row's name should contain, or nothing.</summary>
    public string? Rows { get; private set; }

    /// <summary>Rounds a row; by default as many as fit in some seconds.</summary>
    public int? Rounds { get; private set; }

    /// <summary>Threads for ours; the peers are tried with one and with this many.</summary>
    public int Threads { get; private set; } = Environment.ProcessorCount;

    /// <summary>The file for the numbers.</summary>
    public string? Json { get; private set; }

    /// <summary>Whether to run the peers.</summary>
    public bool Peers { get; private set; } = true;

    /// <summary>The interpreter for the peers.</summary>
    public string Python { get; private set; } = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Whether to count processor time instead of time on the wall.</summary>
    public bool ProcessorTime { get; private set; }

    /// <summary>Whether everything should be as small as it can be.</summary>
    public bool Smoke { get; private set; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="OptionException">An option is not known, lacks its value or has one that makes no sense.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            string Value() => ++i < args.Length ? args[i] : throw new OptionException($"{name} needs a value.");
            int Count() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new OptionException($"{name} is {args[i]}; it should be a whole number, 1 or more.");
            switch (name)
            {
                case "--group": options.Group = Value(); break;
                case "--rows": options.Rows = Value(); break;
                case "--rounds": options.Rounds = Count(); break;
                case "--threads": options.Threads = Count(); break;
                case "--json": options.Json = Value(); break;
                case "--no-peers": options.Peers = false; break;
                case "--python": options.Python = Value(); break;
                case "--cpu": options.ProcessorTime = true; break;
                case "--smoke": options.Smoke = true; break;
                default: throw new OptionException($"There is no option {name}; without arguments the program lists them.");
            }
        }
        if (options.Group is { } group && !AllRows.Groups.Contains(group))
            throw new OptionException($"--group is {group}; it should be one of {string.Join(", ", AllRows.Groups)}.");
        if (options.ProcessorTime && options.Threads > 1)
            throw new OptionException("--cpu adds up the time of all threads, so it says something of one thread only: add --threads 1.");
        return options;
    }
}

/// <summary>The command line makes no sense; the message says why.</summary>
internal sealed class OptionException(string message) : Exception(message);
