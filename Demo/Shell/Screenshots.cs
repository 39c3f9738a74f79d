using Cnn;

namespace Demo.Shell;

/// <summary>Pictures of the window that were asked for in this tick, saved when it has been drawn.</summary>
/// <param name="save">Saves what is to be seen.</param>
/// <param name="messages">Where it is said.</param>
/// <param name="headless">Whether a person finds the files without being told.</param>
internal sealed class Screenshots(Action<string> save, Messages messages, bool headless)
{
    private const string Folder = "out";

    private readonly List<string> _asked = [];
    private bool _numbered;

    /// <summary>A script wants one under this name; if that cannot be, the run is worth nothing.</summary>
    public void Add(string path) => _asked.Add(path);

    /// <summary>A person wants one, under the next free number.</summary>
    public void AddNumbered() => _numbered = true;

    /// <summary>Saves them; call when the tick is on the screen.</summary>
    /// <exception cref="CnnException">One that a script asked for cannot be written.</exception>
    public void Save()
    {
        foreach (string path in _asked)
        {
            save(path);
            Tell(path);
        }
        _asked.Clear();
        if (!_numbered)
            return;
        _numbered = false;
        try
        {
            string path = NextFree();
            save(path);
            Tell(path);
        }
        catch (CnnException e)
        {
            messages.Say(e.Message);
        }
    }

    private void Tell(string path)
    {
        if (!headless)
            messages.Say($"saved {path}");
    }

    private static string NextFree()
    {
        int number = 1;
        while (File.Exists(Name()))
            number++;
        return Name();

        string Name() => Path.Combine(Folder, $"screenshot-{number:000}.png");
    }
}
