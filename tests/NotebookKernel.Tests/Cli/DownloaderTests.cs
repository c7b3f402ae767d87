using System.Security.Cryptography;
using Course.Cli.Data;

namespace NotebookKernel.Tests.Cli;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i >> 5))];
    private static readonly DataFile Wanted = new("file.gz", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_fetched_once()
    {
        using var server = new MirrorServer(MirrorServer.Good(Content));
        var told = new Told();

        (await Fetch(told, server)).ShouldBe(server.Folder);
        (await Fetch(null, server)).ShouldBeNull("it is there already");

        ShouldBeWhole();
        server.Requests.ShouldBe([null]);
        told.Last.ShouldBe(Content.Length);
    }

    [Fact]
    public async Task A_cut_off_file_goes_on_where_it_ended()
    {
        using var server = new MirrorServer(
            _ => new(200, Content[..70_000]) { Length = Content.Length },
            start => new(206, Content[(int)start!.Value..130_000]) { Length = Content.Length - start, Range = $"bytes {start}-199999/200000" },
            MirrorServer.Good(Content));

        await Fetch(null, server);

        ShouldBeWhole();
        server.Requests.ShouldBe([null, 70_000, 130_000]);
    }

    [Fact]
    public async Task A_later_call_goes_on_too()
    {
        using (var failing = new MirrorServer(_ => new(200, Content[..70_000]) { Length = Content.Length }, _ => new(404, [])))
            await Should.ThrowAsync<DownloadException>(() => Fetch(null, failing));
        File.Exists(Path()).ShouldBeFalse("a part does not bear the file's name");

        using var server = new MirrorServer(MirrorServer.Good(Content));
        await Fetch(null, server);

        ShouldBeWhole();
        server.Requests.ShouldBe([70_000]);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_it_from_the_beginning()
    {
        using var server = new MirrorServer(_ => new(200, Content[..70_000]) { Length = Content.Length }, _ => new(200, Content));

        await Fetch(null, server);

        ShouldBeWhole();
        server.Requests.ShouldBe([null, 70_000]);
    }

    [Fact]
    public async Task A_server_that_refuses_the_range_is_asked_for_all()
    {
        File.WriteAllBytes(Path() + ".part", Content[..70_000]);
        using var server = new MirrorServer(start => start is null ? new(200, Content) : new(416, []));

        await Fetch(null, server);

        ShouldBeWhole();
        server.Requests.ShouldBe([70_000, null]);
    }

    [Fact]
    public async Task Wrong_bytes_are_thrown_away_and_the_next_mirror_is_asked()
    {
        var changed = Content.ToArray();
        changed[1234] ^= 1;
        using var wrong = new MirrorServer(MirrorServer.Good(changed));
        using var server = new MirrorServer(MirrorServer.Good(Content));

        (await Fetch(null, wrong, server)).ShouldBe(server.Folder);

        ShouldBeWhole();
        server.Requests.ShouldBe([null], "nothing of the wrong file is kept");
    }

    [Fact]
    public async Task A_wrong_part_from_before_does_not_spoil_a_good_mirror()
    {
        File.WriteAllBytes(Path() + ".part", new byte[70_000]);
        using var server = new MirrorServer(MirrorServer.Good(Content));

        await Fetch(null, server);

        ShouldBeWhole();
        server.Requests.ShouldBe([70_000, null]);
    }

    [Fact]
    public async Task A_file_that_was_damaged_is_fetched_again()
    {
        File.WriteAllBytes(Path(), Content[..^1]);
        using var server = new MirrorServer(MirrorServer.Good(Content));

        await Fetch(null, server);

        ShouldBeWhole();
    }

    [Theory]
    [InlineData("missing", "404")]
    [InlineData("other length", "offers 5 bytes, and the file has 200000")]
    [InlineData("too long", "sends more than the file's 200000 bytes")]
    [InlineData("too short", "ended after 5 of 200000 bytes")]
    [InlineData("other range", "asked for the bytes from 70000 on, it sends those from 5 on")]
    [InlineData("broken", "503")]
    [InlineData("silent", "no bytes came for 0.3 s")]
    public async Task What_a_mirror_does_wrong_is_said(string what, string message)
    {
        if (what == "other range")
            File.WriteAllBytes(Path() + ".part", Content[..70_000]);
        using var server = new MirrorServer(start => what switch
        {
            "missing" => new(404, []),
            "other length" => new(200, Content[..5]),
            "too long" => new(200, [.. Content, 0]) { Length = null },
            "too short" => start is null ? new(200, Content[..5]) { Length = null } : new(206, []) { Length = null, Range = $"bytes {start}-199999/200000" },
            "other range" => new(206, Content[5..]) { Range = "bytes 5-199999/200000" },
            "broken" => new(503, []),
            _ => new(200, []) { Length = Content.Length, Hangs = true },
        });

        // Only a silent server takes as long as we wait.
        var downloader = new Downloader(_client, TimeSpan.FromSeconds(what == "silent" ? 0.3 : 30));
        var error = await Should.ThrowAsync<DownloadException>(() => downloader.FetchAsync(Wanted, [server.Folder], _folder.Path));

        error.Message.ShouldContain(message);
        error.Message.ShouldContain(new Uri(server.Folder, Wanted.Name).ToString());
        File.Exists(Path()).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_server_the_message_names_it()
    {
        Uri gone;
        using (var server = new MirrorServer(MirrorServer.Good(Content)))
            gone = server.Folder;

        var error = await Should.ThrowAsync<DownloadException>(() => new Downloader(_client, TimeSpan.FromSeconds(5)).FetchAsync(Wanted, [gone], _folder.Path));

        error.Message.ShouldContain(gone.ToString());
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_arrived()
    {
        using var source = new CancellationTokenSource();
        using var server = new MirrorServer(_ => new(200, Content[..70_000]) { Length = Content.Length, Hangs = true });
        var told = new Told(bytes =>
        {
            if (bytes == 70_000)
                source.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => new Downloader(_client, TimeSpan.FromSeconds(30)).FetchAsync(Wanted, [server.Folder], _folder.Path, told, source.Token));

        new FileInfo(Path() + ".part").Length.ShouldBe(70_000);
    }

    [Fact]
    public void The_files_of_the_data_sets_are_named_once_with_whole_checksums()
    {
        foreach (var source in DataSource.All)
        {
            source.Files.Select(file => file.Name).ShouldBe(Course.Data.DataFolder.Files);
            source.Files.ShouldAllBe(file => file.Sha256.Length == 64 && file.Length > 4000);
            source.Mirrors.ShouldAllBe(mirror => mirror.Scheme == "https" && mirror.AbsolutePath.EndsWith('/'));
        }
        DataSource.All.SelectMany(source => source.Files).Select(file => file.Sha256).ShouldBeUnique();
    }

    [Fact]
    public async Task The_command_says_what_to_do_when_nothing_comes()
    {
        using var server = new MirrorServer(_ => new(404, []));

        var result = await CourseProcess.RunAsync(_folder.Path, "data", "get", "mnist", "--from", server.Folder.ToString().TrimEnd('/'), "--to", "here");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("train-images-idx3-ubyte.gz could not be fetched");
        result.Error.ShouldContain("the server answers 404");
        result.Error.ShouldContain(System.IO.Path.Combine(_folder.Path, "here"));
        (await CourseProcess.RunAsync(_folder.Path, "data", "get", "cifar")).ExitCode.ShouldBe(2);
        (await CourseProcess.RunAsync(_folder.Path, "data", "get", "mnist", "--from", "nowhere")).Error.ShouldContain("--from nowhere is no address");
    }

    private string Path() => System.IO.Path.Combine(_folder.Path, Wanted.Name);

    private void ShouldBeWhole()
    {
        File.ReadAllBytes(Path()).ShouldBe(Content);
        Directory.GetFiles(_folder.Path).ShouldBe([Path()], "no part is left");
    }

    private Task<Uri?> Fetch(IProgress<long>? progress, params MirrorServer[] servers) =>
        new Downloader(_client, TimeSpan.FromSeconds(30)).FetchAsync(Wanted, [.. servers.Select(server => server.Folder)], _folder.Path, progress);

    private sealed class Told(Action<long>? tell = null) : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value)
        {
            Last = value;
            tell?.Invoke(value);
        }
    }
}
