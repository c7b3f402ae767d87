using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Course.Cli.Data;

/// <summary>Fetches files over HTTP, from the first of several mirrors that gives the right bytes.</summary>
/// <remarks>
/// What has arrived is kept beside the file under <c>.part</c>, so that a broken connection, or a later call, goes on where the last one ended. The file
/// gets its name only when its length and checksum are right.
/// </remarks>
/// <param name="client">Without a timeout of its own.</param>
/// <param name="patience">How long to wait for the next bytes.</param>
internal sealed class Downloader(HttpClient client, TimeSpan patience)
{
    private const int Attempts = 3;

    /// <summary>Fetches one file, unless it is there already.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="mirrors">Folders that hold it, the first one first.</param>
    /// <param name="folder">Where to put it; made if it does not exist.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancellationToken">Stops; what has arrived is kept.</param>
    /// <returns>The mirror it came from, or null if it was there already.</returns>
    /// <exception cref="DownloadException">No mirror gave it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task<Uri?> FetchAsync(DataFile file, IReadOnlyList<Uri> mirrors, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(folder, file.Name);
        if (File.Exists(path) && IsRight(path, file))
            return null;
        Directory.CreateDirectory(folder);
        var failures = new List<string>();
        foreach (var mirror in mirrors)
        {
            var address = new Uri(mirror, file.Name);
            if (await TryAsync(file, address, path + ".part", progress, cancellationToken) is not { } failure)
            {
                File.Move(path + ".part", path, overwrite: true);
                return mirror;
            }
            failures.Add($"  {address}: {failure}");
        }
        throw new DownloadException($"{file.Name} could not be fetched:\n{string.Join('\n', failures)}");
    }

    /// <summary>Whether a file has the right length and checksum.</summary>
    public static bool IsRight(string path, DataFile file)
    {
        using var stream = File.OpenRead(path);
        return stream.Length == file.Length && Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    // Null if the part is whole and right. Each attempt goes on where the last one ended; without a byte more in three, the mirror is given up.
    private async Task<string?> TryAsync(DataFile file, Uri address, string part, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        for (var fruitless = 0; ;)
        {
            var before = Kept(part, file);
            var failure = before == file.Length ? null : await ReceiveAsync(file, address, part, before, progress, cancellationToken);
            if (failure is null)
            {
                if (IsRight(part, file))
                    return null;
                File.Delete(part);
                // What was there before may have been wrong; a whole file of this mirror's own has no such excuse.
                if (before > 0)
                    continue;
                return "its bytes are not those of the original file (the checksum differs).";
            }
            if (failure.IsFinal)
                return failure.Text;
            fruitless = Kept(part, file) > before ? 0 : fruitless + 1;
            if (fruitless == Attempts)
                return failure.Text;
        }
    }

    private static long Kept(string part, DataFile file)
    {
        if (!File.Exists(part))
            return 0;
        var length = new FileInfo(part).Length;
        if (length <= file.Length)
            return length;
        File.Delete(part);
        return 0;
    }

    private async Task<Failure?> ReceiveAsync(DataFile file, Uri address, string part, long start, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (start > 0)
                request.Headers.Range = new RangeHeaderValue(start, null);
            watch.CancelAfter(patience);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
            if (start > 0 && response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                File.Delete(part);
                return new Failure("it has fewer bytes than are here already.", IsFinal: false);
            }
            if (!response.IsSuccessStatusCode)
                return new Failure($"the server answers {(int)response.StatusCode} {response.ReasonPhrase}.", IsFinal: (int)response.StatusCode is < 500 and not 408 and not 429);

            // A server need not heed a range: then the file comes from its beginning.
            var from = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? -1 : 0;
            if (from != 0 && from != start)
                return new Failure($"asked for the bytes from {start} on, it sends those from {from} on.", IsFinal: true);
            if (response.Content.Headers.ContentLength is { } length && from + length != file.Length)
                return new Failure($"it offers {from + length} bytes, and the file has {file.Length}.", IsFinal: true);
            return await WriteAsync(file, response, part, from, progress, watch);
        }
        catch (HttpRequestException e)
        {
            return new Failure($"{e.Message.TrimEnd('.')}.", IsFinal: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failure($"no bytes came for {patience.TotalSeconds:0.#} s.", IsFinal: false);
        }
    }

    private async Task<Failure?> WriteAsync(DataFile file, HttpResponseMessage response, string part, long from, IProgress<long>? progress, CancellationTokenSource watch)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(watch.Token);
        await using var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write);
        target.SetLength(from);
        target.Position = from;
        var buffer = new byte[1 << 16];
        while (true)
        {
            watch.CancelAfter(patience);
            int count;
            try
            {
                count = await stream.ReadAsync(buffer, watch.Token);
            }
            catch (IOException e)
            {
                return new Failure($"the connection broke after {target.Position} of {file.Length} bytes ({e.Message.TrimEnd('.')}).", IsFinal: false);
            }
            if (count == 0)
                return target.Position == file.Length ? null : new Failure($"it ended after {target.Position} of {file.Length} bytes.", IsFinal: false);
            if (target.Position + count > file.Length)
            {
                target.SetLength(0);
                return new Failure($"it sends more than the file's {file.Length} bytes.", IsFinal: true);
            }
            await target.WriteAsync(buffer.AsMemory(0, count), watch.Token);
            progress?.Report(target.Position);
        }
    }

    private sealed record Failure(string Text, bool IsFinal);
}
