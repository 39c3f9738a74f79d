using System.Text;
using Cnn;

namespace Demo.Scripts;

/// <summary>Reads lines of text that somebody else wrote: no line and no file may be endless.</summary>
internal static class ScriptText
{
    /// <summary>The longest line, in characters: a stroke of some ten thousand points.</summary>
    public const int LongestLine = 1 << 18;

    /// <summary>The longest script, in characters.</summary>
    public const int Longest = 1 << 26;

    /// <summary>Reads the lines of a stream, and closes it.</summary>
    /// <exception cref="CnnException">A line or the whole is too long.</exception>
    public static IEnumerable<string> Lines(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        var line = new StringBuilder();
        int number = 1, count = 0;
        for (int next; (next = reader.Read()) >= 0;)
        {
            if (++count > Longest)
                throw new CnnException($"{name}: a script has at most {Longest} characters");
            if (next == '\n')
            {
                yield return line.ToString();
                line.Clear();
                number++;
            }
            else if (line.Append((char)next).Length > LongestLine)
                throw new CnnException($"{name}:{number}: a line has at most {LongestLine} characters");
        }
        if (line.Length > 0)
            yield return line.ToString();
    }
}
