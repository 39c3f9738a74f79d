using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cnn;
using Demo.Platform;

namespace Demo.Scripts;

/// <summary>Turns one JSON object into an event and says what is wrong with it if it is none.</summary>
internal static class ScriptLine
{
    private static readonly string[] Actions =
    [
        "stroke", "key", "down", "up", "type", "click", "press", "pressRight", "release", "drag", "move", "wheel", "magnify", "drop",
        "shot",
    ];

    /// <exception cref="CnnException">Not an event.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static ScriptEvent Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        if (json.ValueKind != JsonValueKind.Object)
            throw new CnnException("a line is one JSON object");
        int frame = -1, actions = 0;
        var found = new ScriptEvent(0);
        foreach (var property in json.EnumerateObject())
        {
            actions += Actions.Contains(property.Name) ? 1 : 0;
            switch (property.Name)
            {
                case "frame":
                    if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetInt32(out frame) || frame < 0)
                        throw new CnnException("\"frame\" is a whole number, 0 or more");
                    break;
                case "stroke":
                    found = found with { Stroke = Points(property.Value, "stroke") };
                    break;
                case "key":
                    found = found with { Key = KeyNamed(property.Value) };
                    break;
                case "down":
                    found = found with { Down = KeyNamed(property.Value) };
                    break;
                case "up":
                    found = found with { Up = KeyNamed(property.Value) };
                    break;
                case "type":
                    found = found with { Type = Text(property.Value, "\"type\" is a text that is typed") };
                    break;
                case "click":
                    found = found with { Click = Point(property.Value, "click") };
                    break;
                case "press":
                    found = found with { Press = Point(property.Value, "press") };
                    break;
                case "pressRight":
                    found = found with { PressRight = Point(property.Value, "pressRight") };
                    break;
                case "release":
                    found = found with { Release = Button(property.Value) };
                    break;
                case "magnify":
                    found = found with { Magnify = Number(property.Value) ?? throw new CnnException("\"magnify\" is a number of notches") };
                    break;
                case "drag":
                    found = found with { Drag = Points(property.Value, "drag") };
                    break;
                case "move":
                    found = found with { Move = Point(property.Value, "move") };
                    break;
                case "wheel":
                    found = found with { Wheel = Number(property.Value) ?? throw new CnnException("\"wheel\" is a number of notches") };
                    break;
                case "drop":
                    found = found with { Drop = Text(property.Value, "\"drop\" is the name of a file or folder") };
                    break;
                case "shot":
                    found = found with { Shot = Text(property.Value, "\"shot\" is the name of a PNG file") };
                    break;
                default:
                    throw new CnnException($"unknown field \"{property.Name}\"; there are frame, {string.Join(", ", Actions)}");
            }
        }
        if (frame < 0)
            throw new CnnException("\"frame\" is missing");
        return actions == 1
            ? found with { Frame = frame }
            : throw new CnnException($"a line has exactly one of {string.Join(", ", Actions)}");
    }

    /// <summary>An event as a line that <see cref="Parse"/> reads as the same.</summary>
    public static string Format(ScriptEvent happens)
    {
        var (name, value) = happens switch
        {
            { Stroke: { } points } => ("stroke", Points(points)),
            { Key: { } key } => ("key", Text(key.Name)),
            { Down: { } key } => ("down", Text(key.Name)),
            { Up: { } key } => ("up", Text(key.Name)),
            { Type: { } text } => ("type", Text(text)),
            { Click: { } at } => ("click", Point(at)),
            { Press: { } at } => ("press", Point(at)),
            { PressRight: { } at } => ("pressRight", Point(at)),
            { Release: { } button } => ("release", Text(button.ToString())),
            { Drag: { } points } => ("drag", Points(points)),
            { Move: { } at } => ("move", Point(at)),
            { Wheel: { } notches } => ("wheel", Number(notches)),
            { Magnify: { } notches } => ("magnify", Number(notches)),
            { Drop: { } file } => ("drop", Text(file)),
            _ => ("shot", Text(happens.Shot!)),
        };
        return $"{{\"frame\":{happens.Frame},\"{name}\":{value}}}";

        static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

        static string Number(float number) => number.ToString(CultureInfo.InvariantCulture);

        static string Point((float X, float Y) at) => $"[{Number(at.X)},{Number(at.Y)}]";

        static string Points((float X, float Y)[] points) => $"[{string.Join(',', points.Select(Point))}]";
    }

    private static Chord KeyNamed(JsonElement value)
    {
        string name = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return Chord.TryParse(name, out var key)
            ? key
            : throw new CnnException($"there is no key \"{name}\"; names are Silk.NET's, such as X, Number1, Space, F1, Ctrl+Q");
    }

    // Names as the enumeration has them: Left, Right, Middle.
    private static MouseButton Button(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } name && Enum.IsDefined(typeof(MouseButton), name)
            ? Enum.Parse<MouseButton>(name) : throw new CnnException("\"release\" is a mouse button: Left, Right or Middle");

    private static float? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number) ? number : null;

    private static string Text(JsonElement value, string meaning) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : throw new CnnException(meaning);

    private static (float, float)[] Points(JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            throw new CnnException($"\"{field}\" is a list of points [x, y]");
        return [.. value.EnumerateArray().Select(point => Point(point, field))];
    }

    private static (float, float) Point(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.Number
            && value[1].ValueKind == JsonValueKind.Number && value[0].TryGetSingle(out float x) && value[1].TryGetSingle(out float y)
            && float.IsFinite(x) && float.IsFinite(y))
            return (x, y);
        throw new CnnException($"a point of \"{field}\" is [x, y] with two numbers");
    }
}
