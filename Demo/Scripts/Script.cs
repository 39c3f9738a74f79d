using System.Text.Json;
using Cnn;
using Demo.Platform;

namespace Demo.Scripts;

/// <summary>One thing that a script does.</summary>
/// <param name="Frame">In which tick, from 0.</param>
/// <param name="Stroke">Points of a stroke in canvas units, drawn whole; null for none.</param>
/// <param name="Key">A key that is pressed and released, with its modifiers.</param>
/// <param name="Down">A key that goes down and is held.</param>
/// <param name="Up">A held key that comes up.</param>
/// <param name="Type">Characters for the field that is typed in.</param>
/// <param name="Click">Where the left button is clicked, in the window's units.</param>
/// <param name="Drag">Where the left button goes down, the way that the mouse then takes, and where the button comes up.</param>
/// <param name="Move">Where the mouse moves to, in the window's units.</param>
/// <param name="Wheel">How many notches the wheel turns where the mouse is; positive away from the person.</param>
/// <param name="Drop">A file or folder that is dropped onto the window.</param>
/// <param name="Press">Where the left button goes down and stays down, in the window's units.</param>
/// <param name="PressRight">The same of the right one.</param>
/// <param name="Release">A button that comes up, where the mouse is.</param>
/// <param name="Magnify">How many notches the wheel turns with Ctrl held.</param>
/// <param name="Shot">A file that the tick's picture is saved to.</param>
internal sealed record ScriptEvent(
    int Frame, (float X, float Y)[]? Stroke = null, Chord? Key = null, (float X, float Y)? Click = null,
    (float X, float Y)[]? Drag = null, (float X, float Y)? Move = null, float? Wheel = null, string? Drop = null, string? Shot = null,
    Chord? Down = null, Chord? Up = null, string? Type = null, (float X, float Y)? Press = null, (float X, float Y)? PressRight = null,
    MouseButton? Release = null, float? Magnify = null);

/// <summary>Recorded input: JSON lines, each one event in one frame.</summary>
internal sealed class Script
{
    private readonly ScriptEvent[] _events;
    private int _next;

    private Script(ScriptEvent[] events) => _events = events;

    /// <summary>The last frame in which something happens; −1 for an empty script.</summary>
    public int LastFrame => _events.Length == 0 ? -1 : _events[^1].Frame;

    public bool Draws => _events.Any(e => e.Stroke is not null);

    /// <summary>The files that it will save pictures to.</summary>
    public IEnumerable<string> Shots => _events.Where(e => e.Shot is not null).Select(e => e.Shot!);

    /// <summary>Reads a file, or for <c>-</c> what comes through stdin.</summary>
    /// <exception cref="CnnException">It cannot be read, or a line is no event; the message begins with file:line.</exception>
    public static Script Load(string path)
    {
        try
        {
            if (path is "-" or "/dev/stdin")
                return Parse(ScriptText.Lines(Console.OpenStandardInput(), path), path);
            FileKinds.RefuseEndless(path);
            return Parse(ScriptText.Lines(File.OpenRead(path), path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"the script {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads lines; empty ones are skipped.</summary>
    /// <exception cref="CnnException">A line is no event.</exception>
    public static Script Parse(IEnumerable<string> lines, string name)
    {
        var events = new List<ScriptEvent>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                events.Add(ScriptLine.Parse(line));
            }
            catch (Exception e) when (e is JsonException or CnnException)
            {
                string why = e is JsonException ? "not valid JSON" : e.Message;
                throw new CnnException($"{name}:{number}: {why}", e);
            }
        }
        // Lines may stand in any order; those of one frame keep theirs.
        return new Script([.. events.OrderBy(e => e.Frame)]);
    }

    /// <summary>The next event of this frame (or of one before that was not asked for).</summary>
    public bool TryNext(long frame, out ScriptEvent happens)
    {
        bool due = _next < _events.Length && _events[_next].Frame <= frame;
        happens = due ? _events[_next++] : null!;
        return due;
    }
}
