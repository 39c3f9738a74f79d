using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>
/// A program called ffmpeg that comes before the real one and does what a test says: its first run the first thing, its
/// second run the second, and so on; the last for all further ones.
/// </summary>
internal sealed class FakeFfmpeg : IDisposable
{
    private const string Helpers = """
        # frame WIDTH HEIGHT VALUE: a picture whose bytes are all the same character.
        frame() {
          printf 'P7\nWIDTH %d\nHEIGHT %d\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n' "$1" "$2"
          head -c $(($1 * $2 * 4)) /dev/zero | tr '\0' "$3"
        }
        say() { echo "$*" >&2; }
        # Until the test says so.
        wait_for() { while [ ! -e "$here/$1" ]; do sleep 0.02; done; }
        stay() { exec sleep 1000; }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fake-ffmpeg").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public FakeFfmpeg(params string[] runs)
    {
        for (int i = 0; i < runs.Length; i++)
            File.WriteAllText(Path.Combine(_folder, $"run{i + 1}"), runs[i]);
        string script = $"""
            #!/bin/sh
            here='{_folder}'
            {Helpers}
            echo "$*" >> "$here/calls"
            number=$(wc -l < "$here/calls")
            [ "$number" -le {runs.Length} ] || number={runs.Length}
            . "$here/run$number"
            """;
        string program = Path.Combine(_folder, "ffmpeg");
        File.WriteAllText(program, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", _folder + Path.PathSeparator + _path);
    }

    /// <summary>The arguments of each run so far.</summary>
    public string[] Calls => File.Exists(Path.Combine(_folder, "calls")) ? File.ReadAllLines(Path.Combine(_folder, "calls")) : [];

    /// <summary>Lets a run go on that waits for this.</summary>
    public void Let(string go) => File.WriteAllText(Path.Combine(_folder, go), "");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }
}
