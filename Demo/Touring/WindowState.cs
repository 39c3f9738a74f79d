using System.Collections.Immutable;
using Demo.Ui;

namespace Demo.Touring;

/// <summary>What a person sees and has chosen, to come back to it.</summary>
internal sealed class WindowState
{
    private readonly int _view, _layer, _channel;
    private readonly (int X, int Y)? _pixel;
    private readonly bool _hasChosen, _slides;
    private readonly ImmutableArray<(ViewState State, ImmutableArray<Toggle> On, ImmutableArray<Panel> Open)> _views;

    private WindowState(Scene scene)
    {
        var state = scene.State;
        (_view, _layer, _channel, _pixel) = (scene.Views.Index, state.Layer, state.Channel, state.Pixel);
        (_hasChosen, _slides) = (state.HasChosen, state.Slide.Runs);
        _views =
        [
            .. scene.Views.All.Select(view => view.State).Select(view => (view,
                Enum.GetValues<Toggle>().Where(view.IsOn).ToImmutableArray(),
                Enum.GetValues<Panel>().Where(panel => view.Open[panel]).ToImmutableArray())),
        ];
    }

    public static WindowState Of(Scene scene) => new(scene);

    /// <summary>Shows it again.</summary>
    /// <param name="scene">The window.</param>
    /// <param name="choice">Whether what was chosen exists still: the network is the same.</param>
    public void Restore(Scene scene, bool choice)
    {
        scene.Views.Show(_view);
        foreach (var (view, on, open) in _views)
        {
            foreach (var toggle in Enum.GetValues<Toggle>())
                view.Turn(toggle, on.Contains(toggle));
            foreach (var panel in Enum.GetValues<Panel>())
                view.Open[panel] = open.Contains(panel);
        }
        var state = scene.State;
        if (state.Slide.Runs != _slides)
            state.Slide.Toggle();
        if (choice)
            (state.Layer, state.Channel, state.Pixel, state.HasChosen) = (_layer, _channel, _pixel, _hasChosen);
    }
}
