using System.Text.RegularExpressions;

namespace Demo.Sources;

/// <summary>Turns what ffmpeg says when it fails into one line for people: what is wrong, and what to do about it.</summary>
internal static partial class Complaint
{
    public const string Busy = "another program uses it; close that one";
    public const string NoCameraPermission =
        "no permission; add yourself to the group video (sudo usermod -aG video $USER) and log in again";
    public const string UnknownCodec = "this ffmpeg does not know its codec; convert it, say to H.264";

    // The first that fits counts, so what says more comes first.
    private static readonly (string Said, string Means)[] s_known =
    [
        ("Cannot open video device (.*): Permission denied", NoCameraPermission),
        ("Device or resource busy", Busy),
        ("VIDIOC_STREAMON\\): No space left", "the USB bus has no room for it; plug it in elsewhere, or unplug another camera"),
        ("(VIDIOC_.*|/dev/.*): (No such device|No such file)", "it is not there; plug it in"),
        ("VIDIOC_.*: Input/output error", "it reports an error; plug it in again"),
        ("No space left", "the disk is full"),
        ("Not a video capture device|Inappropriate ioctl", "it is no camera"),
        ("outside the screen size (\\d+x\\d+)", "that part reaches beyond the screen of $1; ask for a smaller one"),
        ("Cannot open display", "there is no screen to look at; DISPLAY must name one"),
        ("Format not on whitelist", "it is no video but a list that leads to other files; open one of those"),
        ("not on whitelist|Unsafe file name", "it leads to another place, which is not opened"),
        ("Decoder \\(codec .*\\) not found|Unknown decoder", UnknownCodec),
        ("Unknown input format: '(.*)'", "this ffmpeg was built without $1; install the full one"),
        ("moov atom not found", "its index is missing: it is cut off, or no video"),
        ("Invalid data found", "it is damaged, or no video"),
        ("Permission denied", "no permission to read it"),
        ("No such file", "it is not there any more; put it back, or open another"),
        ("Failed to resolve", "there is no such host; check the address"),
        ("Connection refused|timed out|unreachable", "nobody answers there; check the address, and that the sender runs"),
        ("401 Unauthorized", "it wants a user and a password: rtsp://USER:PASSWORD@HOST/…"),
        ("Server returned|404 Not Found", "the server does not have it; check the address"),
    ];

    /// <summary>What the last lines of ffmpeg mean; unknown ones are given as they are, the last of them.</summary>
    public static string Of(IReadOnlyCollection<string> lines)
    {
        foreach (var (said, means) in s_known)
            foreach (string line in lines)
                if (Regex.Match(line, said) is { Success: true } match)
                    return match.Result(means.Replace("$USER", "$$USER", StringComparison.Ordinal));
        return lines.Count > 0 ? Speaker().Replace(lines.Last(), "").Trim() : "the pictures ended";
    }

    // [x11grab @ 0x55d8798178c0] Cannot …
    [GeneratedRegex("^\\[[^]]* @ [^]]*\\] *")]
    private static partial Regex Speaker();
}
