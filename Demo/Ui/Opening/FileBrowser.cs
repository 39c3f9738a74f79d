using System.Numerics;
using Demo.Browsing;
using Demo.Platform;
using Demo.Sources;

namespace Demo.Ui.Opening;

/// <summary>
/// Chooses what is opened: a file of a folder, what was opened before, a network, a camera or a screen. It is a field that is typed in, and
/// open as long as keys go there. What cannot be opened is a line, and what was open stays.
/// </summary>
internal sealed class FileBrowser : TextEntry
{
    private const int MostSigns = 1000;

    private static readonly Chord s_find = new(Key.P, Modifiers.Ctrl), s_open = new(Key.O, Modifiers.Ctrl),
        s_quit = new(Key.Q, Modifiers.Ctrl), s_whole = new(Key.Enter, Modifiers.Ctrl);

    // Where the person is; what is typed is looked for from there.
    private string _folder = "";

    public FileBrowser() => (RowHandle, PlaceHandle) = (new Row(this), new PlaceRow(this));

    /// <summary>What was typed.</summary>
    public string Text { get; private set; } = "";

    public FileList Files { get; } = new();

    public PlaceList Places { get; } = new();

    /// <summary>The chosen place; null while keys choose among the files.</summary>
    public int? Place { get; private set; }

    /// <summary>What was wrong with what was typed; empty for nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>What a click on a file does, by its place A; −1 is the rest of the panel.</summary>
    public Handle RowHandle { get; }

    /// <summary>The same of a place.</summary>
    public Handle PlaceHandle { get; }

    public bool IsOpen(Scene scene) => scene.State.Entry == this;

    public void Open(Scene scene, IAppActions app)
    {
        scene.State.Entry?.Leave(scene, app);
        Places.Gather(scene);
        Place = null;
        Files.Forget();
        Go(_folder.Length > 0 ? _folder : FirstFolder(scene));
        scene.State.Entry = this;
    }

    /// <summary>Takes over what was read meanwhile; once a frame.</summary>
    public void Follow(Scene scene)
    {
        Files.Follow(waits: !scene.IsTimed);
        Places.Follow(waits: !scene.IsTimed);
    }

    public override bool Take(Scene scene, IAppActions app, Chord key)
    {
        if (key == s_quit || key == s_find)
        {
            scene.State.Entry = null;
            return false;
        }
        if (key == s_open || key.Key == Key.Escape)
            scene.State.Entry = null;
        else if (key == s_whole)
            Finish(scene, app, Files.Current is { Kind: EntryKind.Folder } folder && folder != FileList.Parent
                ? Path.Combine(Files.Folder, folder.Name) : Files.Folder);
        else if (key.Key is Key.Enter or Key.KeypadEnter)
            Enter(scene, app);
        else if (key.Key == Key.Backspace && Text.Length == 0)
            Go(Path.Combine(_folder, ".."));
        else if (key.Key == Key.Backspace)
            Retype(key.Modifiers.HasFlag(Modifiers.Ctrl) ? "" : Text[..^1]);
        else if (key == Key.Tab && TypedPath.IsPath(Text) && Files.Current is { } entry)
            Retype(Text[..^NameOf(Text).Length] + entry.Name + (entry.Kind == EntryKind.Folder ? "/" : ""));
        else if (key.Key == Key.Tab)
            Place = Place is null && Places.All.Length > 0 ? 1 : null;
        else if (ListStep.Of(key.Key, Files.Scroll.Visible) is { } step)
            Step(step);
        // Whatever is typed here does nothing in the view.
        return true;
    }

    public override void Type(char character)
    {
        if (Text.Length < MostSigns && !char.IsControl(character))
            Retype(Text + character);
    }

    public override void Leave(Scene scene, IAppActions app) { }

    private void Step(int by)
    {
        if (Place is not { } place)
        {
            Files.Choose(Files.Chosen + by);
            return;
        }
        int to = Math.Clamp(place + by, 1, Places.All.Length - 1);
        // Headlines are passed over; the first row is one.
        Place = Places.All[to].Do is null ? Math.Clamp(to + Math.Sign(by), 1, Places.All.Length - 1) : to;
    }

    private void Retype(string text)
    {
        (Text, Fault, Place) = (text, "", null);
        if (!TypedPath.IsPath(text))
            Files.Show(_folder, text, leadsUp: text.Length == 0);
        else if (TypedPath.Split(text, _folder) is var (folder, name))
            Files.Show(folder, name, leadsUp: false);
    }

    private void Enter(Scene scene, IAppActions app)
    {
        if (Place is { } place)
            Do(scene, app, place);
        else if (Text.Contains("://", StringComparison.Ordinal))
            Finish(scene, app, Text);
        else if (TypedPath.IsPath(Text) && TypedPath.Full(Text, _folder) is { } path && Path.Exists(path))
            OpenOrGo(scene, app, path);
        else if (Files.Reading is null && Files.Current is { } entry)
            OpenOrGo(scene, app, Path.Combine(Files.Folder, entry.Name));
        else if (MovingInput.IsMoving(Text) && !MovingInput.IsVideo(Text))
            Finish(scene, app, Text);
        else if (Text.Length > 0)
            Fault = $"there is no {Text} in {_folder}";
    }

    private void OpenOrGo(Scene scene, IAppActions app, string path)
    {
        if (Directory.Exists(path))
            Go(path);
        else
            Finish(scene, app, path);
    }

    private void Go(string folder)
    {
        (Text, Fault, _folder) = ("", "", Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        Files.Show(_folder, "", leadsUp: true);
    }

    private void Finish(Scene scene, IAppActions app, string path)
    {
        scene.State.Entry = null;
        app.Open(path);
    }

    private void Do(Scene scene, IAppActions app, int place)
    {
        if (place >= Places.All.Length || Places.All[place].Do is not { } act)
            return;
        scene.State.Entry = null;
        act(scene, app);
    }

    // Where the person was last; of a folder of pictures the folder itself.
    private static string FirstFolder(Scene scene)
    {
        foreach (string path in scene.Recent.Files)
            if (Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder))
                return folder;
        return Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : Path.GetFullPath("/");
    }

    private static string NameOf(string text) => text[(text.LastIndexOf('/') + 1)..];

    private sealed class Row(FileBrowser browser) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            // The field was left when the button went down.
            scene.State.Entry = browser;
            if (spot.A >= 0 && spot.A < browser.Files.Shown.Count && button == MouseButton.Left)
                browser.OpenOrGo(scene, app, Path.Combine(browser.Files.Folder, browser.Files.Shown[spot.A].Name));
        }

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => browser.Files.Scroll.Turn(notches);
    }

    private sealed class PlaceRow(FileBrowser browser) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            scene.State.Entry = browser;
            if (button == MouseButton.Left)
                browser.Do(scene, app, spot.A);
        }

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => browser.Places.Scroll.Turn(notches);
    }
}
