using Cnn;
using Demo.Files;
using Demo.Platform;

namespace Demo.Scripts;

/// <summary>
/// Keeps what a person does as a script, line by line under a temporary name: played again on the virtual clock it gives the same
/// pictures each time.
/// </summary>
internal sealed class ScriptWriter : IDisposable
{
    private readonly OutputFile _file;
    private readonly StreamWriter _lines;
    private bool _used;

    /// <exception cref="CnnException">The file cannot be written.</exception>
    public ScriptWriter(string path)
    {
        _file = new OutputFile(path);
        _lines = new StreamWriter(_file.Stream, leaveOpen: true);
    }

    /// <summary>The tick that comes next: in it happens what is added.</summary>
    public int Tick { get; set; }

    /// <summary>Adds one thing that is done; not that a picture is saved.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public void Add(ScriptEvent happens)
    {
        if (happens.Shot is not null)
            return;
        try
        {
            _lines.WriteLine(ScriptLine.Format(happens with { Frame = Tick }));
            _lines.Flush();
        }
        catch (IOException e)
        {
            throw new CnnException($"what was done cannot be kept: {e.Message}", e);
        }
        _used = true;
    }

    /// <summary>Listens to a window's keyboard, mouse and desktop.</summary>
    public void Listen(IWindow window)
    {
        var (keyboard, mouse) = (window.Input.Keyboard, window.Input.Mouse);
        keyboard.KeyDown += (_, key, _) => Add(new ScriptEvent(0, Down: Chord.On(keyboard, key)));
        keyboard.KeyUp += (_, key, _) => Add(new ScriptEvent(0, Up: key));
        keyboard.KeyChar += (_, character) => Add(new ScriptEvent(0, Type: character.ToString()));
        mouse.MouseMove += (_, at) => Add(new ScriptEvent(0, Move: (at.X, at.Y)));
        mouse.MouseDown += (_, button) => Add(button == MouseButton.Right
            ? new ScriptEvent(0, PressRight: (mouse.Position.X, mouse.Position.Y))
            : new ScriptEvent(0, Press: (mouse.Position.X, mouse.Position.Y)));
        mouse.MouseUp += (_, button) => Add(new ScriptEvent(0, Release: button));
        mouse.Scroll += (_, wheel) => Add(Chord.On(keyboard, Key.Unknown).Modifiers.HasFlag(Modifiers.Ctrl)
            ? new ScriptEvent(0, Magnify: wheel.Y) : new ScriptEvent(0, Wheel: wheel.Y));
        window.FileDrop += files => Add(new ScriptEvent(0, Drop: files[0]));
    }

    /// <summary>Gives the script its name.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public void Complete() => _file.Complete();

    /// <summary>Of a run that failed: a script with lines in it keeps its temporary name.</summary>
    public void Dispose()
    {
        if (_used)
            _file.Leave();
        _file.Dispose();
    }
}
