using System.Text;

namespace NotebookKernel.Zmtp;

/// <summary>The first 64 bytes that each side of a connection sends: signature, version, security mechanism.</summary>
internal static class Greeting
{
    public const int Size = 64;

    private const int MechanismAt = 12, MechanismSize = 20;

    /// <summary>ZMTP 3.1 without encryption, as Jupyter wants it.</summary>
    public static byte[] Ours { get; } = Create();

    /// <summary>Checks a peer's greeting.</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    /// <exception cref="ZmtpException">It speaks something else.</exception>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != 0xFF || (bytes[9] & 1) == 0) throw new ZmtpException("The peer does not speak ZMTP.");
        if (bytes[10] < 3) throw new ZmtpException($"The peer speaks ZMTP {bytes[10]}.x; version 3 is needed.");
        var mechanism = bytes.Slice(MechanismAt, MechanismSize).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual("NULL"u8))
            throw new ZmtpException($"The peer wants the security mechanism '{Encoding.ASCII.GetString(mechanism)}'; only NULL is spoken here.");
    }

    private static byte[] Create()
    {
        var bytes = new byte[Size];
        bytes[0] = 0xFF;
        bytes[9] = 0x7F;
        bytes[10] = 3;
        bytes[11] = 1;
        "NULL"u8.CopyTo(bytes.AsSpan(MechanismAt));
        return bytes;
    }
}
