using System.Runtime.InteropServices;
using System.Text;
using Cnn;

namespace Demo.Sources;

/// <summary>
/// Reads RGBA pictures from a stream in Netpbm's PAM format: a few lines of text with the size, then the bytes. Each frame
/// says its own size, so a stream may change it. <see href="https://netpbm.sourceforge.net/doc/pam.html"/>
/// </summary>
/// <param name="stream">Where they come from.</param>
/// <param name="mostPixels">A larger picture is an error.</param>
internal sealed class PamReader(Stream stream, int mostPixels)
{
    private const int LongestLine = 80;
    private readonly byte[] _line = new byte[LongestLine];

    /// <summary>Reads the next picture into a buffer, which grows when it must; false at the end of the stream.</summary>
    /// <exception cref="CnnException">What comes is no such picture, or a too large one.</exception>
    public bool TryRead(ref int[] pixels, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (ReadLine() is not { } magic)
            return false;
        if (magic != "P7")
            throw new CnnException($"a picture was expected in the stream; it has '{magic}'");
        while (ReadLine() is { } line && line != "ENDHDR")
        {
            string[] parts = line.Split(' ');
            int value = parts.Length == 2 && int.TryParse(parts[1], out int number) ? number : 0;
            if (parts[0] == "WIDTH")
                width = value;
            else if (parts[0] == "HEIGHT")
                height = value;
            else if ((parts[0] == "DEPTH" && value != 4) || (parts[0] == "MAXVAL" && value != 255))
                throw new CnnException($"the stream has pictures of another kind: {line}");
        }
        if (width < 1 || height < 1 || (long)width * height > mostPixels)
            throw new CnnException($"the stream has a picture of {width}×{height}; at most {mostPixels} pixels are taken");
        if (pixels.Length < width * height)
            pixels = new int[width * height];
        var bytes = MemoryMarshal.AsBytes(pixels.AsSpan(0, width * height));
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }

    // Byte by byte, through the caller's buffered stream; null at the end.
    private string? ReadLine()
    {
        for (int count = 0; count < LongestLine; count++)
        {
            int value = stream.ReadByte();
            if (value < 0)
                return null;
            if (value == '\n')
                return Encoding.ASCII.GetString(_line, 0, count);
            _line[count] = (byte)value;
        }
        throw new CnnException("a picture was expected in the stream; it has something else");
    }
}
