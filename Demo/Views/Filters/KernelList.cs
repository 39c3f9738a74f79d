using System.Collections.Immutable;
using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The kernels to choose from: presets, the person's own, those that the opened network has learned.</summary>
internal sealed class KernelList : IOverlay
{
    private const float IconSize = 16, LeastRow = 18;

    // The buttons under the list, from left to right.
    private static readonly Chord[] s_sizes = [Key.Number3, Key.Number5, Key.Number7];
    private static readonly Chord[] s_changes = [Key.N, Key.M, Key.R, new(Key.K, Modifiers.Ctrl)];
    private static readonly Chord[] s_ownChanges = [.. s_changes, new(Key.Delete, Modifiers.Ctrl)];

    private readonly LabState _lab;
    private readonly Chooser _chooser;
    private readonly Scroll _scroll = new(3);
    private ImmutableArray<Entry> _entries = [];
    private FilterLibrary? _listed;
    private Network? _network;
    private (FilterKernel? Kernel, KernelIcon? Icon) _edited;
    private (FilterKernel? Kernel, string Text) _scale;

    public KernelList(LabState lab) => (_lab, _chooser) = (lab, new Chooser(this));

    public string Name => "kernels";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        List(scene.Network);
        var panel = ((LabLayout)view.Layout).Kernels;
        var body = Widgets.Panel(scene, panel, "Kernels", out var head);
        var kernel = _lab.Filter?.Kernel;
        DrawSum(scene, head, kernel);
        DrawButtons(scene, body.BottomSlice(18, out body, 4), kernel);
        float height = body.Height < 8 * Theme.Row ? LeastRow : Theme.Row;
        int shown = Math.Max(1, (int)(body.Height / height)), chosen = Chosen(kernel);
        _scroll.Fit(_entries.Length, shown);
        if (chosen >= 0)
            _scroll.Follow((chosen, _entries.Length), chosen, 1);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4) with { Height = shown * height }, _scroll);
        scene.List.Hot(body, _chooser, "", -1);
        for (int i = _scroll.Row; i < Math.Min(_entries.Length, _scroll.Row + shown); i++)
            DrawEntry(scene, body.Top(height, out body), i, i == chosen, kernel);
    }

    private void DrawEntry(Scene scene, in Rect row, int index, bool chosen, FilterKernel? kernel)
    {
        var (list, entry) = (scene.List, _entries[index]);
        if (entry.Kernel is null)
        {
            list.Text(row, TextStyle.Label.Cut, entry.Title);
            list.Hot(row, _chooser, entry.Tip, index);
            return;
        }
        bool hover = row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        if (chosen || hover)
            list.Box(row, chosen ? Theme.AccentFill : Theme.ButtonHover, 4);
        var icon = row.Inset(6, 0).RightSlice(IconSize, out var text, 6) with { Y = row.CentreY - IconSize / 2, Height = IconSize };
        // What was typed over a kernel is another one, until it is kept.
        bool edited = chosen && entry.Kernel != kernel;
        if (edited && _edited.Kernel != kernel)
            _edited = (kernel, new KernelIcon(kernel!));
        (edited ? _edited.Icon : entry.Icon)!.Draw(list, icon);
        list.Text(text, (chosen ? TextStyle.Body : TextStyle.Quiet).Cut, edited ? entry.Edited : entry.Title);
        list.Hot(row, _chooser, entry.Tip, index);
    }

    private void DrawSum(Scene scene, in Rect head, FilterKernel? kernel)
    {
        if (kernel is null)
            return;
        if (_scale.Kernel != kernel)
            _scale = (kernel, kernel.ScaleText);
        const string tip = "What the numbers add up to, scaled, and their scale: with sum 1 a picture stays as bright as it is.";
        if (_scale.Text.Length == 0)
            scene.List.Text(head, TextStyle.Value.Right, $"sum {kernel.SumOf():0.##}");
        else
            scene.List.Text(head, TextStyle.Value.Right, $"sum {kernel.SumOf():0.##} · {_scale.Text}");
        scene.List.Hot(head, HotKind.Tip, tip);
    }

    private void DrawButtons(Scene scene, in Rect line, FilterKernel? kernel)
    {
        var changes = kernel is not null && _lab.Own.IsOwn(kernel.Name) ? s_ownChanges : s_changes;
        KeyButtons.DrawGroup(scene, KeyButtons.Draw(scene, line, changes, signs: true) with { X = line.X - 5 }, "", s_sizes);
    }

    private int Chosen(FilterKernel? kernel)
    {
        for (int i = 0; i < _entries.Length && kernel is not null; i++)
            if (_entries[i].Kernel?.Name == kernel.Name)
                return i;
        return -1;
    }

    private void List(Network network)
    {
        if (ReferenceEquals(_listed, _lab.Library) && _network == network)
            return;
        if (_network != network)
            _lab.Learned = LearnedKernels.In(network.Parts);
        (_listed, _network) = (_lab.Library, network);
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (var preset in _lab.Library.Presets)
            entries.Add(new Entry(preset, "A kernel that comes with the program; a click takes it."));
        bool broken = _lab.Library.Fault.Length > 0;
        entries.Add(new Entry(broken ? "your own cannot be read" : "your own",
            broken ? _lab.Library.Fault : "Kernels that you keep (Ctrl+K) stand here, and those of files that are dropped here."));
        foreach (var own in _lab.Library.Own)
            entries.Add(new Entry(own, "A kernel that you kept; a click takes it."));
        entries.Add(new Entry(KernelChange.Free(3), "A kernel to type and paint your own numbers into (F)."));
        var first = network.Layers.FirstOrDefault(layer => layer.Node.Op is Cnn.Ops.Conv);
        entries.Add(new Entry(first is null ? $"from {network.Title}" : $"from {network.Title} · {first.Name}",
            "What the opened network has learned for its first layer, scaled for pictures of 0 … 1."));
        foreach (var learned in _lab.Learned.Kernels)
            // The network's name stands over them.
            entries.Add(new Entry(learned, learned.Title[(learned.Title.LastIndexOf('·') + 1)..].TrimStart(),
                "A kernel that the opened network has learned; a click takes it."));
        if (_lab.Learned.Kernels.IsEmpty)
            entries.Add(new Entry(_lab.Learned.WhyNot, _lab.Learned.WhyNot));
        _entries = entries.ToImmutable();
    }

    // A row of the list: a kernel, or a word over those that follow.
    private sealed class Entry(FilterKernel? kernel, string title, string tip)
    {
        public Entry(FilterKernel kernel, string tip) : this(kernel, kernel.Title, tip) { }

        public Entry(string heading, string tip) : this(null, heading, tip) { }

        public FilterKernel? Kernel => kernel;

        public KernelIcon? Icon { get; } = kernel is null ? null : new KernelIcon(kernel);

        public string Title => title;

        public string Edited { get; } = $"{title} · edited";

        public string Tip => tip;
    }

    private sealed class Chooser(KernelList list) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            if (spot.A >= 0 && spot.A < list._entries.Length && list._entries[spot.A].Kernel is { } kernel)
                KernelChange.Choose(list._lab, kernel, app);
        }

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => list._scroll.Turn(notches);
    }
}
