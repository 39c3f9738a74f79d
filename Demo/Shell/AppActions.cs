using Cnn;
using Demo.Companions;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;

namespace Demo.Shell;

/// <summary>What keys and buttons do to the app.</summary>
internal sealed class AppActions(
    Selection selection, ViewSet views, CanvasSource canvas, CompanionSet companions, Screenshots shots, Recordings recordings,
    Exports exports, Messages messages, IWindow window, WindowFit fit, UiState state, string whyNoCompute) : IAppActions
{
    public void Clear() => canvas.Clear();

    public void Undo() => canvas.Undo();

    public void ChangeBrush(int steps) => canvas.ChangeBrush(steps);

    public void SwitchSource(int index) => selection.Sources.Choose(index);

    public void NextSource()
    {
        if (!selection.Sources.ChooseNext())
            messages.Say("only the canvas is open; drop a picture, a video, a folder or a model onto the window");
    }

    public void NextFile(int by)
    {
        if (!selection.Sources.OpenNext(by))
            messages.Say("no file is open; drop a picture, a video or a folder onto the window");
    }

    public void Mirror()
    {
        var sources = selection.Sources;
        if (sources.Current.Can.HasFlag(SourceAbilities.Mirror))
            sources.Mirrored = !sources.Mirrored;
        else
            messages.Say("only cameras, screens and videos are mirrored");
    }

    public void Wind(TimeSpan by) => selection.Sources.Current.Wind(by);

    public void Open(string path)
    {
        if (views.Shown.TryOpen(path, this))
            selection.Recent.Add(path);
        else
            selection.Open(path);
    }

    public void SwitchBackend(int index) => selection.SwitchBackend(index);

    public void NextBackend()
    {
        if (selection.Backends.Count == 1)
            messages.Say($"only the backend {selection.Backend.Name} is open");
        selection.SwitchBackend((selection.BackendIndex + 1) % selection.Backends.Count);
        if (whyNoCompute.Length > 0)
            messages.Say($"{selection.Backend.Name}; {whyNoCompute}");
    }

    public void NextSize() => selection.NextSize();

    public void SwitchCompanion(int index) => companions.Switch(index);

    public void ChangeScale(int steps) => messages.Say(new ScaleChoice(state, fit.MostScale).Change(steps));

    public void SaveScreenshot() => shots.AddNumbered();

    public void Record() => recordings.Toggle();

    public void Export(IReadOnlyList<Node> nodes, Func<Func<string>> take) => exports.Ask(nodes, take);

    public void Freeze() => selection.Hold(!selection.Held);

    public void StepOnce() => selection.StepOnce();

    public void Rerun() => selection.Pipeline.Rerun();

    public void Say(string message) => messages.Say(message);

    public void Quit() => window.Close();
}
