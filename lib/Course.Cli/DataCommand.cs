using System.CommandLine;
using Course.Cli.Data;
using Course.Data;

namespace Course.Cli;

/// <summary><c>course data</c>: fetches the data sets that are too large to come with the course.</summary>
internal static class DataCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create() => new("data", "Fetch data sets that are too large to come with the course.") { CreateGet() };

    private static Command CreateGet()
    {
        var names = string.Join(" or ", DataSource.All.Select(source => source.Id));
        var id = new Argument<string>("data") { Description = $"Which: {names}." };
        id.AcceptOnlyFromAmong([.. DataSource.All.Select(source => source.Id)]);
        var from = new Option<Uri?>("--from")
        {
            Description = "The address of a folder that holds the files, instead of the public servers; for instance of a server in the classroom. Files are checked all the same.",
            HelpName = "address",
            CustomParser = result => ParseFolder(result.Tokens.Single().Value, result.AddError),
        };
        var to = new Option<string?>("--to") { Description = "Where the files go. Default: the cache folder of this user, where lessons look for them.", HelpName = "folder" };
        var command = new Command("get", "Fetch a data set once; afterwards lessons find it without a network.") { id, from, to };
        command.SetAction((parsed, cancellationToken) =>
            GetAsync(DataSource.All.First(source => source.Id == parsed.GetValue(id)), parsed.GetValue(from), parsed.GetValue(to), cancellationToken));
        return command;
    }

    private static Uri? ParseFolder(string text, Action<string> fail)
    {
        if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var folder) && folder.Scheme is "http" or "https")
            return folder;
        fail($"--from {text} is no address; it should look like https://example.org/mnist/.");
        return null;
    }

    private static async Task<int> GetAsync(DataSource source, Uri? from, string? to, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(to ?? DataFolder.Cache(source.Id));
        var mirrors = from is null ? source.Mirrors : [from];
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var downloader = new Downloader(client, Patience);
        try
        {
            foreach (var file in source.Files)
            {
                var mirror = await downloader.FetchAsync(file, mirrors, folder, Line(file), cancellationToken);
                Console.Out.WriteLine(mirror is null ? $"{file.Name}  is there already" : $"{file.Name}  {file.Length:N0} bytes from {mirror.Host}");
            }
        }
        catch (DownloadException e)
        {
            await Console.Error.WriteLineAsync(
                $"""
                {e.Message}
                Is this machine online? Behind a proxy, set HTTPS_PROXY. What has arrived is kept, and the same command goes on from there.
                Or fetch the {source.Files.Count} files on another machine, from {mirrors[0]}, and put them into
                  {folder}
                Until then the lessons use the smaller digits that come with the course, and say so.
                """);
            return ExitCodes.Failure;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                $"The files cannot be written to {folder}: {e.Message} "
                + $"Name another folder with --to, and tell the lessons with {DataFolder.Variable}.");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What has arrived is kept, and the same command goes on from there.");
            return ExitCodes.Interrupted;
        }

        Console.Out.WriteLine($"{source.Title} is in {folder}");
        if (to is not null)
            Console.Out.WriteLine($"Lessons look there when {DataFolder.Variable} names the folder above one called {source.Id}.");
        return ExitCodes.Success;
    }

    // On a terminal, a line that changes; elsewhere nothing before a file is complete.
    private static Progress<long>? Line(DataFile file)
    {
        if (Console.IsOutputRedirected)
            return null;
        var shown = -1L;
        return new Progress<long>(bytes =>
        {
            var percent = 100 * bytes / file.Length;
            if (Interlocked.Exchange(ref shown, percent) != percent)
                Console.Out.Write($"{file.Name}  {percent,3} %\r");
        });
    }
}
