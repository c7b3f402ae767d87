namespace TorchSharp.IO;

/// <summary>Writes a file whole or not at all: under another name first, then moved.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, Action<BinaryWriter> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        string draft = full + "." + Path.GetRandomFileName() + ".tmp";
        try
        {
            using (var writer = new BinaryWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write))) write(writer);
            File.Move(draft, full, true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
