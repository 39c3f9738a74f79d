using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The keys that move what <see cref="FiltersView"/> explains: the place, the slide, the shift.</summary>
/// <param name="lab">What they change.</param>
internal sealed class SlideKeys(LabState lab)
{
    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.G, "slide", "Lets the kernel slide over the picture by itself; again holds it.", KeyGroup.Running,
            (_, _) => lab.Slides = !lab.Slides) { IsLit = _ => lab.Slides },
    ];
}
