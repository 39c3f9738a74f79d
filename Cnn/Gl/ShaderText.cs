using System.Text;
using System.Text.RegularExpressions;

namespace Cnn.Gl;

/// <summary>
/// A whole shader: the generated prologue, the file, and the files that its <c>#include "common/…"</c> lines name. Each
/// file is a GLSL source string of its own number whose lines count from 1, so that an error points into the real file.
/// </summary>
internal sealed partial class ShaderText
{
    private readonly List<string> _files = [];

    private ShaderText(string text) => Text = text;

    /// <summary>The text for the driver.</summary>
    public string Text { get; private set; }

    /// <exception cref="GlException">A file is not there.</exception>
    public static ShaderText Assemble(string prologue, string file, ShaderSources sources)
    {
        var result = new ShaderText("");
        var text = new StringBuilder(prologue);
        result.Append(text, file, sources);
        result.Text = text.ToString();
        return result;
    }

    private void Append(StringBuilder text, string file, ShaderSources sources)
    {
        // The prologue is string 0.
        _files.Add(sources.DisplayName(file));
        int number = _files.Count;
        text.Append($"#line 1 {number}\n");
        int line = 1;
        foreach (string content in sources.Read(file).Split('\n'))
        {
            line++;
            var include = Include().Match(content);
            if (include.Success)
            {
                Append(text, include.Groups[1].Value, sources);
                text.Append($"#line {line} {number}\n");
            }
            else
                text.Append(content).Append('\n');
        }
    }

    /// <summary>The first error of a driver's log as one line that begins with file and line.</summary>
    public string Explain(string log)
    {
        // Mesa writes "1:12(5): error: …", NVIDIA "1(12) : error C…: …", others "ERROR: 1:12: …": string, then line.
        string line = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? log.Trim();
        var match = Position().Match(line);
        if (!match.Success)
            return $"{_files[0]}: {line}";
        int number = int.Parse(match.Groups["string"].Value);
        string place = number >= 1 && number <= _files.Count ? _files[number - 1] : $"prologue of {_files[0]}";
        return $"{place}:{match.Groups["line"].Value}: {line[(match.Index + match.Length)..].Trim(' ', ':')}";
    }

    [GeneratedRegex("""^\s*#include\s+"([^"]+)"\s*$""")]
    private static partial Regex Include();

    [GeneratedRegex(@"(?<string>\d+)[:(](?<line>\d+)(\(\d+\)|\))?")]
    private static partial Regex Position();
}
