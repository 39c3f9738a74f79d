using Cnn;

namespace Demo.Files;

/// <summary>
/// A file that is being written. Under its name there is always a whole file: it is written under another, which no other
/// writer has, and gets its name when it is complete. Devices and pipes are written through; of a link, what it leads to is
/// replaced.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    // More writers of one file at a time are a mistake.
    private const int MostWriters = 100;

    // Locks are between processes.
    private static readonly HashSet<string> s_open = [];

    private readonly string _path, _target;
    private readonly FileStream _stream;
    private readonly string? _temporary;
    private bool _stays;

    /// <summary>Opens a file; makes its folder.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public OutputFile(string path)
    {
        _path = _target = path;
        try
        {
            if (IsWrittenThrough(path))
                _stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            else
            {
                _target = TargetOf(path);
                Directory.CreateDirectory(Path.GetDirectoryName(_target)!);
                (_stream, _temporary) = OpenBeside(_target);
            }
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Unwritable(path, e);
        }
    }

    public Stream Stream => _stream;

    /// <summary>Makes sure that a file can be written later; makes its folder.</summary>
    /// <exception cref="CnnException">It cannot.</exception>
    public static void Check(string path)
    {
        try
        {
            // To open a pipe would be the beginning for who reads it.
            if (!IsWrittenThrough(path))
                new OutputFile(path).Dispose();
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>The next name that no file has, such as <c>out/teach-001.teach</c>; nor has what may lie beside it.</summary>
    /// <param name="stem">What it begins with.</param>
    /// <param name="endings">How it ends, and how files beside it do.</param>
    public static string NextFree(string stem, params ReadOnlySpan<string> endings)
    {
        for (int number = 1; ; number++)
        {
            bool taken = false;
            foreach (string ending in endings)
                taken |= File.Exists($"{stem}-{number:000}{ending}");
            if (!taken)
                return $"{stem}-{number:000}{endings[0]}";
        }
    }

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new OutputFile(path);
        try
        {
            write(file.Stream);
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Unwritable(path, e);
        }
        file.Complete();
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public void Complete()
    {
        try
        {
            _stream.Dispose();
            if (_temporary is not null)
                File.Move(_temporary, _target, overwrite: true);
            _stays = true;
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Unwritable(_path, e);
        }
    }

    /// <summary>Ends writing and keeps what was written under its temporary name: the run failed.</summary>
    public void Leave()
    {
        _stays = true;
        _stream.Dispose();
    }

    /// <summary>Ends writing; a file that is not complete goes.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException) when (!_stays)
        {
            // A full disk takes what was not written yet no better the second time; that it is full has been said.
        }
        if (_temporary is null)
            return;
        if (!_stays)
            File.Delete(_temporary);
        lock (s_open)
            s_open.Remove(_temporary);
    }

    private static bool IsWrittenThrough(string path) =>
        FileKinds.Of(path) is FileKind.Pipe or FileKind.Device || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static string TargetOf(string path)
    {
        if (Directory.Exists(path))
            throw new CnnException($"{path} is a folder; the name of a file is needed");
        var link = new FileInfo(path);
        return link.LinkTarget is null ? link.FullName : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static (FileStream Stream, string Name) OpenBeside(string target)
    {
        for (int i = 1; ; i++)
        {
            string name = i == 1 ? $"{target}.tmp" : $"{target}.{i}.tmp";
            lock (s_open)
                if (!s_open.Add(name))
                    continue;
            FileStream? stream = null;
            try
            {
                // Whoever watches the file may read it meanwhile.
                stream = new FileStream(name, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                if (!OperatingSystem.IsMacOS())
                    stream.Lock(0, long.MaxValue);
                stream.SetLength(0);
                return (stream, name);
            }
            catch (IOException) when (stream is not null && i < MostWriters)
            {
                // Somebody else writes it.
                Release();
            }
            catch
            {
                Release();
                throw;
            }

            void Release()
            {
                stream?.Dispose();
                lock (s_open)
                    s_open.Remove(name);
            }
        }
    }

    private static bool IsFault(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static CnnException Unwritable(string path, Exception e) => new($"{path} cannot be written: {e.Message}", e);
}
