using System.Runtime.InteropServices;

namespace Simd.Tests.Support;

/// <summary>Pages from the operating system, whose access can be taken away.</summary>
internal static unsafe partial class Pages
{
    internal static byte* Reserve(nuint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            void* block = VirtualAlloc(null, bytes, 0x3000, 0x04);
            return block != null ? (byte*)block : throw new InvalidOperationException("VirtualAlloc failed.");
        }
        const int readWrite = 3, mapPrivate = 2;
        int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        void* map = Mmap(null, bytes, readWrite, mapPrivate | anonymous, -1, 0);
        return (nint)map != -1 ? (byte*)map : throw new InvalidOperationException("mmap failed.");
    }

    internal static void Release(byte* region, nuint bytes)
    {
        bool released = OperatingSystem.IsWindows() ? VirtualFree(region, 0, 0x8000) != 0 : Munmap(region, bytes) == 0;
        if (!released)
            throw new InvalidOperationException("The pages could not be released.");
    }

    internal static void Close(byte* page, nuint bytes)
    {
        bool closed = OperatingSystem.IsWindows() ? VirtualProtect(page, bytes, 0x01, out _) != 0 : Mprotect(page, bytes, 0) == 0;
        if (!closed)
            throw new InvalidOperationException("The page could not be closed.");
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Mmap(void* address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Mprotect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Munmap(void* address, nuint length);

    [LibraryImport("kernel32")]
    private static partial void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualProtect(void* address, nuint size, uint protection, out uint old);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(void* address, nuint size, uint type);
}
