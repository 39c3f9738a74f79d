using Demo.Overlays;
using Demo.Views.Filters;
using Demo.Views.Learn;
using Demo.Views.Teach;

namespace Demo.Views;

/// <summary>Everything that the window can show.</summary>
internal static class ViewList
{
    /// <summary>The views from left to right, one line each, between what all of them share.</summary>
    public static ViewSet Create() => new(
        [
            new LookView(),
            new FiltersView(),
            new LearnView(),
            new TeachView(),
        ],
        below: [new TopBar()],
        above: [new StatusBar(), new HelpOverlay(), new Tooltip()]);
}
