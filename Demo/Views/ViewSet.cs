using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views;

/// <summary>The views of a window: which one is shown, and with it what is drawn and what the keys do.</summary>
internal sealed class ViewSet
{
    private readonly IOverlay[][] _overlays;
    private readonly KeyTable[] _keys;
    private readonly KeyTable _shared;
    private readonly HashSet<int> _seen = [0];
    private Layout _window = new();

    /// <param name="views">From left to right on the bar; the first is shown at first.</param>
    /// <param name="below">What every view is drawn over.</param>
    /// <param name="above">What lies over every view.</param>
    public ViewSet(IReadOnlyList<IView> views, IReadOnlyList<IOverlay> below, IReadOnlyList<IOverlay> above)
    {
        All = views;
        _overlays = [.. views.Select(v => (IOverlay[])[.. below, .. v.Overlays, .. above])];
        // One view needs no keys to get to it.
        KeyRow[] switches = views.Count > 1 ? [.. views.Select(RowOf)] : [];
        _keys = [.. views.Select(v => new KeyTable([.. switches, .. WindowKeys.Rows, .. v.Keys]))];
        _shared = new KeyTable([.. switches, .. WindowKeys.Rows]);
    }

    public IReadOnlyList<IView> All { get; }

    /// <summary>Which one is shown.</summary>
    public int Index { get; private set; }

    public IView Shown => All[Index];

    /// <summary>All that is drawn, from the bottom to the top.</summary>
    public IReadOnlyList<IOverlay> Overlays => _overlays[Index];

    /// <summary>The keys of the window and of the view that is shown.</summary>
    public KeyTable Keys => _keys[Index];

    /// <summary>The keys of the window and then of each view as Markdown, as README has them.</summary>
    public string KeysAsMarkdown() => string.Join('\n', All
        .Select(view => $"In {view.Name}:\n\n{new KeyTable(view.Keys).ToMarkdown()}").Prepend($"In every view:\n\n{_shared.ToMarkdown()}"));

    /// <summary>Shows another view; true the first time, when its purpose is to be said.</summary>
    public bool Show(int index)
    {
        Index = index;
        return _seen.Add(index);
    }

    /// <summary>Shows the view of a name.</summary>
    /// <exception cref="CnnException">There is none; the message lists those there are.</exception>
    public void Show(string name)
    {
        int index = All.Select(view => view.Name).ToList().FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
            throw new CnnException($"there is no view '{name}'; there {(All.Count == 1 ? "is" : "are")} "
                + string.Join(", ", All.Select(view => view.Name)));
        Show(index);
    }

    /// <summary>Where everything lies in a window of this size, in logical pixels.</summary>
    public Layout Arrange(float width, float height)
    {
        if (_window.Window != new Rect(0, 0, width, height))
            _window = Layout.For(width, height);
        return Shown.Arrange(_window);
    }

    /// <summary>The key that shows a view.</summary>
    public static Chord KeyOf(int index) => new(Key.Number1 + index, Modifiers.Ctrl);

    private static KeyRow RowOf(IView view, int index) => new(
        KeyOf(index), view.Name, view.Purpose, KeyGroup.Views, (scene, app) =>
        {
            if (scene.Views.Show(index))
                app.Say($"{view.Name}: {view.Purpose}");
        });
}
