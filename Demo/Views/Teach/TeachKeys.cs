using System.Collections.Immutable;
using Demo.Files;
using Demo.Platform;
using Demo.Teaching;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>The keys of <see cref="TeachView"/>.</summary>
/// <param name="state">What they change.</param>
internal sealed class TeachKeys(TeachState state)
{
    private const string Folder = "out";

    public static readonly Chord Train = Key.T, Add = Key.N, Backbone = Key.G, Mirror = Key.M, Save = new(Key.S, Modifiers.Ctrl),
        Export = new(Key.E, Modifiers.Ctrl);

    public static ImmutableArray<Chord> Legend { get; } = [Train, Add, Mirror, Save, Export];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        .. Enumerable.Range(0, TeachState.MostClasses).Select(index => new KeyRow(
            Key.Number1 + index, $"record {index + 1}", $"Held down, records frames for class {index + 1}.", KeyGroup.Choosing,
            (_, app) => state.BeginRecording(index, app))
        {
            Release = (_, _) => state.EndRecording(),
        }),
        new(Add, "add class", "Adds a class.", KeyGroup.Choosing, (_, app) => state.Add(app)),
        new(Backbone, "features", "Takes the features of another network, while nothing is recorded yet.", KeyGroup.Choosing,
            (_, app) => state.NextBackbone(app)),
        new(Mirror, "mirror", "Exchanges left and right of the camera or video, as a mirror does; teach and ask with the same.",
            KeyGroup.Source, (_, app) => app.Mirror())
        {
            IsLit = scene => scene.SourceIsMirrored,
        },
        new(Train, "train", "Learns to tell the classes apart from the recorded frames.", KeyGroup.Running, (_, _) => state.Train())
        {
            IsLit = _ => state.IsTraining,
        },
        new(Save, "save project", "Saves classes, frames and what was taught in the folder out.", KeyGroup.Running,
            (_, _) => state.Save(NextFree("teach", ProjectFile.Ending))),
        new(Export, "export ONNX", "Saves network and head as one ONNX file in the folder out.", KeyGroup.Running,
            (_, _) => state.Export(NextFree("taught", ".onnx", ".json"))),
    ];

    private static string NextFree(string name, params ReadOnlySpan<string> endings) =>
        OutputFile.NextFree(Path.Combine(Folder, name), endings);
}
