using Demo.Ui;

namespace Cnn.Tests.Demo;

/// <summary>Writes down what keys and buttons ask of the app.</summary>
internal sealed class Recorder : IAppActions
{
    public List<string> Done { get; } = [];

    public void Clear() => Done.Add("Clear");

    public void Undo() => Done.Add("Undo");

    public void ChangeBrush(int steps) => Done.Add($"ChangeBrush {steps}");

    public void SwitchSource(int index) => Done.Add("SwitchSource");

    public void NextSource() => Done.Add("NextSource");

    public void NextFile(int by) => Done.Add($"NextFile {by}");

    public void Mirror() => Done.Add("Mirror");

    public void Wind(TimeSpan by) => Done.Add($"Wind {by.TotalSeconds}");

    public void Open(string path) => Done.Add($"Open {path}");

    public void SwitchBackend(int index) => Done.Add("SwitchBackend");

    public void NextBackend() => Done.Add("NextBackend");

    public void NextSize() => Done.Add("NextSize");

    public void SwitchCompanion(int index) => Done.Add($"SwitchCompanion {index}");

    public void ChangeScale(int steps) => Done.Add($"ChangeScale {steps}");

    public void SaveScreenshot() => Done.Add("SaveScreenshot");

    public void Record() => Done.Add("Record");

    public void Export(IReadOnlyList<Node> nodes, Func<Func<string>> take) => Done.Add($"Export {nodes.Count}");

    public void Freeze() => Done.Add("Freeze");

    public void StepOnce() => Done.Add("StepOnce");

    public void Rerun() => Done.Add("Rerun");

    public void Say(string message) => Done.Add(message);

    public void Quit() => Done.Add("Quit");
}
