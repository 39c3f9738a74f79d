using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The keys that move what <see cref="FiltersView"/> explains: the place, the slide, the shift.</summary>
/// <param name="lab">What they change.</param>
internal sealed class SlideKeys(LabState lab)
{
    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.G, "slide", "Lets the kernel slide by itself, with a veil over what it has not reached; again ends it.", KeyGroup.Running,
            (_, _) => lab.Slide.Toggle()) { IsLit = _ => lab.Slide.Runs, Sign = "▶" },
        new(Key.PageUp, "faster", "Lets the kernel slide faster, at last by whole rows.", KeyGroup.Running, (_, _) => lab.Slide.Change(1))
        {
            Sign = "+",
        },
        new(Key.PageDown, "slower", "Lets the kernel slide slower.", KeyGroup.Running, (_, _) => lab.Slide.Change(-1)) { Sign = "−" },
        Step(lab, Key.Left, "left", -1, 0),
        Step(lab, Key.Right, "right", 1, 0),
        Step(lab, Key.Up, "up", 0, -1),
        Step(lab, Key.Down, "down", 0, 1),
        Shift(lab, Key.Left, "shift left", "Moves the compared picture left by one pixel.", -1) with { Sign = "◀" },
        Shift(lab, Key.Right, "shift right", "Moves the compared picture right by one pixel.", 1) with { Sign = "▶" },
        new(Key.I, "change", "Shows what the shift changes in place of what the pools yield.", KeyGroup.Looking,
            (_, _) => lab.ShowsChange = !lab.ShowsChange) { IsLit = _ => lab.ShowsChange },
        new(Key.Y, "size", "Changes the pools' window: 2×2 or 3×3.", KeyGroup.Choosing, (_, app) => PoolChange.NextSize(lab, app)),
        new(Key.U, "stride", "Changes how far the pools' window moves: 1, 2 or 3.", KeyGroup.Choosing,
            (_, app) => PoolChange.NextStride(lab, app)),
        new(Key.L, "language", "Says the lesson in the next language.", KeyGroup.Looking, (scene, _) => scene.Lessons.Switch()),
    ];

    private static KeyRow Step(LabState lab, Key key, string name, int x, int y) => new(
        key, name, $"Moves the kernel {name} by one cell and holds it.", KeyGroup.Looking, (_, _) => lab.Slide.Step(x, y));

    private static KeyRow Shift(LabState lab, Key key, string name, string help, int by) => new(
        new Chord(key, Modifiers.Shift), name, help, KeyGroup.Looking, (_, app) => lab.Run.SetShift(lab.Run.Shift + by, app));
}
