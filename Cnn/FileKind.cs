using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Cnn;

/// <summary>What lies under a file's name. Opening a pipe waits for its other end, and a device need not end.</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing that can be asked.</summary>
    Missing,

    /// <summary>A file with a length.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe or a socket.</summary>
    Pipe,

    /// <summary>A device, such as <c>/dev/null</c>.</summary>
    Device,
}

/// <summary>Asks what lies under a file's name before it is opened.</summary>
public static partial class FileKinds
{
    // linux/stat.h: the structure is the same on all machines; the mode is 16 bits at byte 28, its upper four the kind.
    private const int CurrentFolder = -100, AskKind = 1, StatusBytes = 256, ModeAt = 28;

    /// <summary>What lies there; of a link, what it leads to.</summary>
    public static FileKind Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OperatingSystem.IsLinux())
        {
            Span<byte> status = stackalloc byte[StatusBytes];
            return path.Contains('\0') || Ask(CurrentFolder, path, 0, AskKind, status) != 0
                ? FileKind.Missing
                : (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeAt..]) >> 12) switch
                {
                    8 => FileKind.Regular,
                    4 => FileKind.Folder,
                    1 or 12 => FileKind.Pipe,
                    _ => FileKind.Device,
                };
        }
        return Directory.Exists(path) ? FileKind.Folder
            : !File.Exists(path) ? FileKind.Missing
            : File.GetAttributes(path).HasFlag(FileAttributes.Device) ? FileKind.Device : FileKind.Regular;
    }

    /// <summary>Refuses to read what would hang or never end.</summary>
    /// <exception cref="CnnException">It is a pipe or a device.</exception>
    public static void RefuseEndless(string path)
    {
        if (Of(path) is FileKind.Pipe or FileKind.Device)
            throw new CnnException($"{path} is a pipe or a device; a file is needed");
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint mask, Span<byte> status);
}
