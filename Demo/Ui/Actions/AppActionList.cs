using Demo.Views;

namespace Demo.Ui.Actions;

/// <summary>All that can be done now: keys of the view that is shown, what can be opened and switched to, keys of other views.</summary>
internal static class AppActionList
{
    public static AppAction[] Of(Scene scene) =>
    [
        .. scene.Views.Keys.Rows.Select(row => OfKey(row, GroupOf(scene, row), row.Do)),
        .. scene.Models().Where(model => model.IsHere).Select(model => new AppAction(
            model.Name, "networks", $"Opens the network: {model.Help}.", "", (_, app) => app.Open(model.Path))),
        .. scene.Backends.Select((backend, i) => new AppAction(
            backend.Label, "backends", backend.Help, "", (_, app) => app.SwitchBackend(i))),
        .. scene.Sources.Select((source, i) => new AppAction(
            source.Name, "sources", source.Help, "", (_, app) => app.SwitchSource(i))),
        .. scene.Companions.Select((row, i) => new AppAction(
            row.Name, "beside", $"{row.Help[..^1]}, beside the opened network, or no more.", "", (_, app) => app.SwitchCompanion(i))),
        .. scene.Network.Switches.Select((choice, i) => new AppAction(
            choice.Name, "picture", choice.Tip, "", (now, app) => NextChoice(now, app, i))),
        .. scene.Recent.Files.Select(path => new AppAction(
            Path.GetFileName(path), "recent", $"Opens {path}.", "", (_, app) => app.Open(path))),
        .. scene.Views.All.Where(view => view != scene.View).SelectMany(view => view.Keys.Select(
            row => OfKey(row, view.Name, (now, app) =>
            {
                now.Views.Show(now.Views.All.ToList().IndexOf(view));
                row.Do(now, app);
            }))),
    ];

    private static AppAction OfKey(KeyRow row, string group, Action<Scene, IAppActions> act) =>
        new(row.Name, group, row.Help, row.Cap, act) { Release = row.Release };

    private static string GroupOf(Scene scene, KeyRow row) =>
        row.Group == KeyGroup.Views ? "views" : scene.View.Keys.Contains(row) ? scene.View.Name : "window";

    private static void NextChoice(Scene scene, IAppActions app, int index)
    {
        // Another network may have been opened meanwhile.
        if (index >= scene.Network.Switches.Length)
            return;
        int[] choices = scene.Network.Choices;
        choices[index] = (choices[index] + 1) % scene.Network.Switches[index].Choices.Length;
        app.Rerun();
    }
}
