using Demo.Overlays;
using Demo.Ui;
using Demo.Views.Cut;
using Demo.Views.Filters;
using Demo.Views.Learn;
using Demo.Views.Space;
using Demo.Views.Teach;

namespace Demo.Views;

/// <summary>Everything that the window can show.</summary>
internal static class ViewList
{
    /// <summary>A window with all views.</summary>
    public static ViewSet Create() => Of(
    [
        new LookView(),
        new FiltersView(),
        new LearnView(),
        new TeachView(),
        new CutView(),
        new SpaceView(),
    ]);

    /// <summary>A window with these views, from left to right, between what all of them share.</summary>
    /// <param name="views">The views.</param>
    /// <param name="last">What lies over everything else.</param>
    public static ViewSet Of(IReadOnlyList<IView> views, params IOverlay[] last) => new(
        views,
        below: [new TopBar()],
        above:
        [
            new StatusBar(), new TourCard(), new SettingsPanel(), new HelpOverlay(), new OpenPanel(), new ActionPanel(), new Tooltip(),
            new FocusRing(), .. last,
        ]);
}
