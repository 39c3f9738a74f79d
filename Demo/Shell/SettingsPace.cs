using Demo.Catalogue;
using Demo.Platform;
using Demo.Remembering;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>
/// What the next window begins with: looked up every other second, and written, beside the window's thread, when it has changed; once
/// more at the end.
/// </summary>
internal sealed class SettingsPace(
    AppOptions options, IWindow window, Scene scene, Selection selection, Messages messages, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly string _firstLanguage = scene.Lessons.Names[scene.Lessons.Language];
    private TimeSpan _looked;
    private Settings _known = options.Remembered;
    private byte[] _last = SettingsText.Write(options.Remembered);
    private Task _writing = Task.CompletedTask;

    /// <summary>Brings back what was remembered; what is opened comes when it is ready.</summary>
    public void Restore()
    {
        var (before, state) = (options.Remembered, scene.State);
        foreach (var view in scene.Views.All)
            if (before.Toggles?.GetValueOrDefault(view.Name) is { } toggles)
                foreach (var (name, on) in toggles)
                    if (Enum.TryParse<Toggle>(name, ignoreCase: true, out var toggle) && Enum.IsDefined(toggle))
                        view.State.Turn(toggle, on);
        state.Colours = before.Colours is >= 0 and <= ColourMap.BlueYellow and var colours ? colours : state.Colours;
        state.Range = before.Range is >= 0 and <= RangeOf.Network and var range ? range : state.Range;
        state.Blend = before.Blend is >= 0 and <= 1 and var blend ? blend : state.Blend;
        if (before.Model is { } model)
        {
            if (ModelNames.PathOf(model) is { } path)
                selection.Reopen(path);
            else
                messages.Say($"{model} is not here any more; ./run.sh models fetch {model} brings it");
        }
        // A camera is not opened unasked.
        if (before.Source is { } source && Path.IsPathRooted(source))
            selection.Sources.Open(source);
        else if (before.Source is { Length: > 0 } moving && moving != selection.Sources.Asked)
            messages.Say($"{moving} was shown last; C goes through cameras, Ctrl+O opens it");
    }

    /// <summary>Looks now and then; once a frame.</summary>
    public void Update()
    {
        while (options.Said is { } said && said.TryDequeue(out string? line))
            messages.Say(line);
        if (options.Settings is null || time.GetElapsedTime(0) - _looked < Rest || !_writing.IsCompleted)
            return;
        _looked = time.GetElapsedTime(0);
        Write();
    }

    /// <summary>Writes what has changed since, and waits for that.</summary>
    public void Dispose()
    {
        _writing.Wait();
        if (options.Settings is not null)
            Write();
        _writing.Wait();
    }

    private void Write()
    {
        var now = _known = Now();
        byte[] text = SettingsText.Write(now);
        if (text.AsSpan().SequenceEqual(_last))
            return;
        _last = text;
        _writing = Task.Run(() => options.Settings!.Write(now));
    }

    private Settings Now()
    {
        string language = scene.Lessons.Names[scene.Lessons.Language];
        var sources = selection.Sources;
        return options.Remembered with
        {
            // What is being opened is no news before it is there.
            Model = selection.Progress < 1 ? _known.Model : ModelNames.NameOf(selection.File.FullPath),
            Source = sources.Busy ? _known.Source : sources.IsFile ? Path.GetFullPath(sources.Asked) : sources.Asked,
            View = scene.View.Name,
            Toggles = scene.Views.All.Where(view => view.State.Changed.Any()).ToDictionary(
                view => view.Name,
                view => view.State.Changed.ToDictionary(toggle => $"{toggle}", view.State.IsOn)),
            Appearance = scene.State.Appearance,
            Colours = scene.State.Colours,
            Range = scene.State.Range,
            Blend = scene.State.Blend,
            Window = new WindowSize(window.Size.X, window.Size.Y),
            Recent = selection.Recent.Files is { Length: > 0 } files ? files : null,
            // The environment says it until a person does.
            Language = language == _firstLanguage ? options.Remembered.Language : language,
        };
    }
}
