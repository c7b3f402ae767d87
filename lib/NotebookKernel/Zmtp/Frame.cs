namespace NotebookKernel.Zmtp;

/// <summary>What a frame's first byte says.</summary>
[Flags]
internal enum FrameFlags : byte
{
    /// <summary>The last frame of a message, its size in one byte.</summary>
    None = 0,

    /// <summary>Another frame of the same message follows.</summary>
    More = 1,

    /// <summary>The size takes eight bytes, not one.</summary>
    Long = 2,

    /// <summary>A command to the protocol, not a part of a message.</summary>
    Command = 4,
}

/// <summary>One frame of ZMTP 3.</summary>
/// <param name="Flags">With <see cref="FrameFlags.Long"/> as it was sent.</param>
/// <param name="Body">What it carries.</param>
internal readonly record struct Frame(FrameFlags Flags, byte[] Body)
{
    /// <summary>Whether another frame of the same message follows.</summary>
    public bool HasMore => (Flags & FrameFlags.More) != 0;

    /// <summary>Whether this is a command.</summary>
    public bool IsCommand => (Flags & FrameFlags.Command) != 0;
}
