using Demo.Platform;
using Demo.Scripts;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Learn;

namespace Cnn.Tests.Demo.Walk;

/// <summary>
/// A walk through all views by their own key tables: each key that turns something on is pressed until what it shows comes round again.
/// On the virtual clock a step takes so many ticks, and each picture of the same walk is the same.
/// </summary>
internal sealed class WindowWalker(int width, int height, string model, string backend, string? source, IReadOnlyList<IView> views)
    : AppWalker(width, height, model, views, options => options with
    {
        Backends = [.. options.Backends.OrderBy(row => row.Name == backend ? 0 : 1)],
        Source = source,
        Script = source is null ? Drawing : null,
    })
{
    // Bars have glided to their ends, and the explainer has come eight steps a tick nearer to its answer. In a film each tick is a
    // run of everything.
    private readonly int _ticksOfStep = source is { } file && Path.GetExtension(file) == ".mkv" ? 8 : 24;

    // The longest round that a key makes: the five ways to colour a map.
    private const int MostStates = 6;

    // They change what is looked at, not how.
    private static readonly string[] Elsewhere =
        ["freeze", "record", "language", "picture before", "next picture", "epoch before", "next epoch"];

    private static Script Drawing => Script.Parse(
        ["""{"frame":1,"stroke":[[0.3,0.25],[0.7,0.25],[0.6,0.45],[0.45,0.8]]}"""], "the drawing");

    protected override bool IsStill(int ticks) => ticks >= _ticksOfStep && Scene.Network.Layers.Length > 0;

    /// <summary>The views as they open, and each of their keys that shows something; a part a picture.</summary>
    /// <param name="name">Is told the name of each part before it begins; null for one that looks as one before did.</param>
    public IEnumerable<IEnumerable<string>> All(Action<string?> name)
    {
        for (int i = 0; i < Scene.Views.All.Count; i++)
        {
            yield return Step(Scene.Views.All[i].Name, ViewSet.KeyOf(i));
            if (Scene.View is LearnView)
                yield return Step("Learn learning", Key.Enter);
            foreach (var row in Scene.Views.Keys.Rows.Where(Shows).ToArray())
                foreach (var state in Round(row))
                    yield return state;
        }
        foreach (var row in WindowKeys.Rows.Where(row => row.IsLit is not null && !Elsewhere.Contains(row.Name)))
        {
            // A person's own files are no picture to be kept.
            yield return Step(row.Name == "open" ? null : row.Name, row.Key);
            yield return Step(null, Key.Escape);
        }

        IEnumerable<IEnumerable<string>> Round(KeyRow row)
        {
            bool before = row.IsLit!(Scene), back = false;
            for (int state = 1; state <= MostStates && !back; state++)
            {
                Press(row.Key);
                back = row.IsLit(Scene) == before;
                yield return Settle(back ? null : $"{Scene.View.Name} {row.Name} {state}");
            }
        }

        IEnumerable<string> Step(string? step, Chord key)
        {
            Press(key);
            return Settle(step);
        }

        IEnumerable<string> Settle(string? step)
        {
            name(step);
            yield return step ?? "the way back";
        }
    }

    private static bool Shows(KeyRow row) =>
        row is { IsLit: not null, Group: KeyGroup.Looking or KeyGroup.Overlays } && !Elsewhere.Contains(row.Name);
}
