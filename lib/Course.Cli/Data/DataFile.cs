namespace Course.Cli.Data;

/// <summary>A file to fetch, and how to tell that it is the right one.</summary>
/// <param name="Name">Its name, in the mirrors' folders and in ours.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal digits.</param>
internal sealed record DataFile(string Name, long Length, string Sha256);
