using System.Diagnostics;
using Cnn;
using Demo.Sources;

namespace Demo.Recording;

/// <summary>
/// An ffmpeg process that makes a film of pictures: H.264 in pieces of a second, so that what it has written can be seen, however it ends.
/// </summary>
internal sealed class FilmProcess : IDisposable
{
    private readonly Process _process;
    private readonly SaidLines _said;

    /// <param name="path">Where to.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="fine">Whether every pixel keeps its colour: what is made of it has few.</param>
    /// <exception cref="CnnException">There is no ffmpeg.</exception>
    public FilmProcess(string path, int width, int height, bool fine)
    {
        string format = fine ? "yuv444p" : "yuv420p";
        string[] codec = FilmWriter.HasX264
            ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", fine ? "8" : "20", "-pix_fmt", format]
            : ["-c:v", "mpeg4", "-q:v", "3", "-pix_fmt", "yuv420p"];
        // OpenGL's first row is the bottom one; codecs want even sides.
        _process = Ffmpeg.Start("ffmpeg",
            ["-hide_banner", "-nostdin", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", $"{width}x{height}", "-r",
                $"{FilmPace.Rate}", "-i", "-", "-an", "-vf", "vflip,crop=trunc(iw/2)*2:trunc(ih/2)*2", .. codec, "-g", $"{FilmPace.Rate}",
                "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-flush_packets", "1", "-f", "mp4",
                "-y", "file:" + path],
            fed: true, apart: true);
        _said = new SaidLines(_process);
    }

    public int Id => _process.Id;

    /// <summary>Adds a picture.</summary>
    /// <exception cref="IOException">ffmpeg has ended.</exception>
    public void Write(byte[] pixels) => _process.StandardInput.BaseStream.Write(pixels);

    /// <summary>Ends the film.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    public string? End()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // What was not written yet finds nobody; why is said below.
        }
        _process.WaitForExit();
        return _process.ExitCode == 0 ? null : _said.Meaning ?? "ffmpeg was ended";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
