using Demo.Outputs;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Touring;

/// <summary>
/// The guided tour: which step it is at, what the window showed before, and what a person has done. It turns the window itself: views,
/// layers and overlays; when it ends all that is as it was.
/// </summary>
internal sealed class Tour : IDisposable
{
    private readonly bool[] _done = new bool[TourSteps.All.Length];
    private WindowState? _before;
    private Network? _network;
    private TourBeginning _began;

    public bool IsOpen => _before is not null;

    /// <summary>Which step it is at, from 0; kept while the tour rests.</summary>
    public int Index { get; private set; }

    public TourStep Step => TourSteps.All[Index];

    /// <summary>Whether the network has no layer of the kind that the step is about, or the window no such view.</summary>
    public bool Lacks { get; private set; }

    /// <summary>Whether a person has done what the step asks.</summary>
    public bool IsDone => _done[Index];

    /// <summary>How the network is fooled, in the step about that.</summary>
    public Fooling Fooling { get; } = new();

    /// <summary>Begins it where it was left, or ends it.</summary>
    public void Toggle(Scene scene)
    {
        if (IsOpen)
        {
            End(scene);
            return;
        }
        _before = WindowState.Of(scene);
        Enter(scene);
    }

    /// <summary>Once a frame: sees what was done.</summary>
    public void Follow(Scene scene)
    {
        if (!IsOpen)
            return;
        // Of another network another layer is meant.
        if (scene.Network != _network)
            Enter(scene);
        if (Step.Fools && !Lacks)
            Fooling.Follow(scene);
        _done[Index] |= !Lacks && Step.IsDone(scene, _began);
    }

    /// <summary>Takes a key that goes on, back, or ends it.</summary>
    /// <returns>Whether it was one.</returns>
    public bool Take(Scene scene, Chord key)
    {
        if (!IsOpen || scene.Open[Panel.Help])
            return false;
        if (key == Key.Enter && Step.Fools && !IsDone && !Lacks)
        {
            Fooling.Ask();
            return true;
        }
        bool next = key == Key.PageDown || (key == Key.Enter && (!Step.LeavesEnter || IsDone || Lacks));
        if (key == Key.Escape)
            End(scene);
        else if (next && Index == TourSteps.All.Length - 1)
        {
            End(scene);
            Index = 0;
        }
        else if (next)
            Go(scene, Index + 1);
        else if (key == Key.PageUp)
            Go(scene, Math.Max(0, Index - 1));
        else
            return false;
        return true;
    }

    public void Dispose() => Fooling.Dispose();

    private void Go(Scene scene, int index)
    {
        Index = index;
        Enter(scene);
    }

    private void End(Scene scene)
    {
        Fooling.Rest();
        _before!.Restore(scene, _network == scene.Network);
        _before = null;
        Array.Clear(_done);
    }

    private void Enter(Scene scene)
    {
        Fooling.Rest();
        _before!.Restore(scene, _network == scene.Network);
        _network = scene.Network;
        int view = scene.Views.All.ToList().FindIndex(v => v.Name == Step.View);
        var layer = Step.Layer is null ? null : scene.Network.Layers.FirstOrDefault(Step.Layer);
        bool speechless = Step.Fools && scene.Network.Parts.Output.Kind != ClassesOutput.Word;
        Lacks = view < 0 || speechless || (Step.Layer is not null && layer is null);
        _done[Index] = false;
        if (view >= 0)
            scene.Views.Show(view);
        foreach (var panel in Enum.GetValues<Panel>())
            scene.Open[panel] = false;
        var state = scene.State;
        if (layer is not null)
            (state.Layer, state.Channel, state.Pixel, state.HasChosen) = (layer.Index, 0, null, true);
        bool lesson = Step.On.Contains(Ui.Toggle.Lesson);
        // A lesson has the middle's lower half, which others must not lose.
        if (Step.View == "Look")
            scene.View.State.Turn(Ui.Toggle.Lesson, lesson);
        foreach (var toggle in Step.On)
            scene.View.State.Turn(toggle, on: true);
        if (state.Slide.Runs != lesson)
            state.Slide.Toggle();
        _began = TourSteps.Now(scene);
    }
}
