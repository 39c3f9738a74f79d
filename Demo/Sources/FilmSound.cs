namespace Demo.Sources;

/// <summary>The sound of a film, which goes into another one as it is, where that can hold it.</summary>
internal static class FilmSound
{
    /// <summary>Whether a film has any.</summary>
    /// <exception cref="Cnn.CnnException">There is no ffprobe.</exception>
    public static bool IsIn(MovingInput film) =>
        Ffmpeg.Says("ffprobe", ["-v", "error", "-select_streams", "a:0", "-show_entries", "stream=codec_type", .. film.Arguments])
            .Contains("codec_type=audio", StringComparison.Ordinal);

    /// <summary>Whether a file of a name's kind holds it unchanged: a packet of it is written to one, which is removed again.</summary>
    /// <param name="film">The film.</param>
    /// <param name="path">A name that no file has.</param>
    /// <exception cref="Cnn.CnnException">There is no ffmpeg.</exception>
    public static bool Fits(MovingInput film, string path)
    {
        try
        {
            using var trial = Ffmpeg.Start("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", .. film.Arguments,
                .. Copied(0), "-vn", "-frames:a", "1", "-y", "file:" + path]);
            trial.BeginOutputReadLine();
            trial.BeginErrorReadLine();
            trial.WaitForExit();
            return trial.ExitCode == 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The options that copy the sound of ffmpeg's input with an index.</summary>
    public static string[] Copied(int input) => ["-map", $"{input}:a", "-c:a", "copy"];
}
