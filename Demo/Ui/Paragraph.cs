namespace Demo.Ui;

/// <summary>A text broken between words into lines that fit a width; broken anew only when one of them changes.</summary>
internal sealed class Paragraph
{
    private readonly List<Range> _lines = [];
    private string _text = "";
    private float _width;

    /// <summary>The height of a line.</summary>
    public const float Line = 15;

    /// <summary>How high the text is at this width.</summary>
    public float Break(Scene scene, string text, float width)
    {
        if (!ReferenceEquals(text, _text) || width != _width)
            Break(text, width, scene.Fonts);
        return _lines.Count * Line;
    }

    /// <summary>Draws the lines that were broken last.</summary>
    /// <returns>What is left under them.</returns>
    public Rect Draw(Scene scene, Rect room, in TextStyle style)
    {
        foreach (var line in _lines)
            scene.List.Text(room.Top(Line, out room), style, _text.AsSpan(line));
        return room;
    }

    private void Break(string text, float width, Fonts fonts)
    {
        (_text, _width) = (text, width);
        _lines.Clear();
        int begin = 0, end = 0;
        while (end < text.Length)
        {
            int next = text.IndexOf(' ', end + 1);
            next = next < 0 ? text.Length : next;
            if (end > begin && fonts.Measure(text.AsSpan(begin, next - begin), Theme.Label) > width)
            {
                _lines.Add(begin..end);
                begin = end + 1;
            }
            end = next;
        }
        if (end > begin)
            _lines.Add(begin..end);
    }
}
