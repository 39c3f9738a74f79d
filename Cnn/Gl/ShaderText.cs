using System.Text;
using System.Text.RegularExpressions;

namespace Cnn.Gl;

/// <summary>
/// A whole shader: a prologue, the file, and the files that its <c>#include "common/…"</c> lines name. The
/// file's lines count from 1, those of each other part from a multiple of <see cref="PartLines"/>, so that an error points
/// into the real file. (GLSL's own numbers for source strings get lost in some drivers' messages.)
/// </summary>
public sealed partial class ShaderText
{
    private const int PartLines = 100_000;

    // Part 0 is the shader itself, the last one the prologue.
    private readonly List<string> _parts = [];

    /// <summary>The text for the driver.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What messages call it; the ending of a file says the stage.</summary>
    public string Name => _parts[0];

    /// <summary>Puts a shader together.</summary>
    /// <param name="prologue">What comes before it; the version first.</param>
    /// <param name="file">The shader's file.</param>
    /// <param name="sources">Where files are.</param>
    /// <exception cref="GlException">A file is not there.</exception>
    public static ShaderText Assemble(string prologue, string file, ShaderSources sources) =>
        Assemble(prologue, sources.DisplayName(file), sources.Read(file), sources);

    /// <summary>As the other, for a shader that is no file.</summary>
    /// <param name="prologue">What stands before it.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">Its text.</param>
    /// <param name="sources">Where included files lie.</param>
    /// <exception cref="GlException">An included file is not there.</exception>
    public static ShaderText Assemble(string prologue, string name, string content, ShaderSources sources)
    {
        var result = new ShaderText();
        var text = new StringBuilder(prologue);
        result.Append(text, name, content, sources);
        result._parts.Add($"prologue of {result._parts[0]}");
        // The version must come first; what follows it belongs to the prologue.
        int first = prologue.IndexOf('\n') + 1;
        text.Insert(first, $"#line {(result._parts.Count - 1) * PartLines + 1}\n");
        result.Text = text.ToString();
        return result;
    }

    private void Append(StringBuilder text, string name, string content, ShaderSources sources)
    {
        int number = _parts.Count * PartLines + 1;
        _parts.Add(name);
        text.Append($"#line {number}\n");
        foreach (string line in content.Split('\n'))
        {
            number++;
            var include = Include().Match(line);
            if (include.Success)
            {
                string file = include.Groups[1].Value;
                Append(text, sources.DisplayName(file), sources.Read(file), sources);
                text.Append($"#line {number}\n");
            }
            else
                text.Append(line).Append('\n');
        }
    }

    /// <summary>The first error of a driver's log as one line that begins with file and line.</summary>
    public string Explain(string log)
    {
        // Mesa writes "0:12(5): error: …", NVIDIA "0(12) : error C…: …", others "ERROR: 0:12: …": the line comes second.
        string message = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? log.Trim();
        var match = Position().Match(message);
        if (!match.Success)
            return $"{_parts[0]}: {message}";
        int line = int.Parse(match.Groups["line"].Value);
        string part = _parts[Math.Min(line / PartLines, _parts.Count - 1)];
        return $"{part}:{line % PartLines}: {message[(match.Index + match.Length)..].Trim(' ', ':')}";
    }

    [GeneratedRegex("""^\s*#include\s+"([^"]+)"\s*$""")]
    private static partial Regex Include();

    [GeneratedRegex(@"\d+[:(](?<line>\d+)(\(\d+\)|\))?")]
    private static partial Regex Position();
}
