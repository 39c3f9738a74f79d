using Demo.Explaining;
using Demo.Exports;
using Demo.Outputs;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views;

/// <summary>The keys of <see cref="LookView"/>.</summary>
internal static class LookKeys
{
    private static readonly ExplainMethod[] s_ofMaps = Methods("gradcam", "gradcam++", "hirescam");
    // A box's score is one place's: the mean over all others would hide it.
    private static readonly ExplainMethod[] s_ofBoxes = Methods("hirescam", "gradcam", "gradcam++");
    private static readonly ExplainMethod[] s_ofGradients = Methods("guided", "gradient");
    private static readonly ExplainMethod[] s_ofMany = Methods("occlusion", "integrated");

    // As the window's pictures and films.
    private const string Folder = "out";

    public static IReadOnlyList<KeyRow> Rows { get; } =
    [
        Choosing(Key.Up, "up", "Chooses the feature map above.", unit => unit.Move(0, -1)),
        Choosing(Key.Down, "down", "Chooses the feature map below.", unit => unit.Move(0, 1)),
        Choosing(Key.Left, "left", "Chooses the feature map to the left; of columns, in the layer before.", unit => unit.Move(-1, 0)),
        Choosing(Key.Right, "right", "Chooses the feature map to the right; of columns, in the next layer.", unit => unit.Move(1, 0)),
        Choosing(Key.U, "previous layer", "Goes one layer towards the input.", unit => unit.Layer(-1)),
        Choosing(Key.O, "next layer", "Goes one layer towards the output.", unit => unit.Layer(1)),

        Looking(Key.F, "large", "Shows the source as large as the window allows.", LargeSource, scene => scene.Open[Panel.Source]) with
        {
            Sign = "▯",
        },
        Looking(Key.Z, "zoom", "Shows the chosen feature map as large as the window allows.", Zoom, scene => scene.Open[Panel.Zoom]),
        Looking(Key.V, "best", "Shows what excites the chosen map: patches of this session or a folder, and a made-up picture.",
            ExciteState.Flip, scene => scene.Open[Panel.Excite]),
        Looking(Key.M, "colours", "Changes how numbers become colours: by sign, viridis, turbo, grey or blue–yellow.",
            scene => scene.State.Colours = (ColourMap)(((int)scene.State.Colours + 1) % 6), scene => scene.State.Colours != ColourMap.Auto),
        Looking(Key.N, "range", "Stretches colours over one map, its layer or the whole network.",
            scene => scene.State.Range = (RangeOf)(((int)scene.State.Range + 1) % 3), scene => scene.State.Range != RangeOf.Map),
        Looking(Key.T, "table", "Lists every layer with its time and its error against the reference.", Table,
            scene => scene.Open[Panel.Table]),
        Saving(Key.M, "maps", "Saves the chosen layer's maps in the folder out: numbers as NPY, a picture, what is in both.", SaveMaps),
        Saving(Key.L, "figures", "Saves a table of all layers and the likeliest classes in the folder out, as CSV.", SaveFigures),
        Looking(Key.D, "diff", "Shows how far each value is from the reference backend's.",
            scene => scene.Open.Flip(Panel.Difference), scene => scene.Open[Panel.Difference]),
        new(Key.G, "background",
            "Changes what is behind the thing that a mask holds: what is there, squares, that out of focus, another picture.",
            KeyGroup.Looking, NextBackdrop) { IsLit = scene => scene.State.Backdrop != Backdrop.None },
        KeyRow.For(Toggle.Links, Key.L, "links", "Draws lines to the maps that the chosen one is computed from.", KeyGroup.Looking),
        KeyRow.For(Toggle.Sees, Key.W, "view", "Shows the picture after preprocessing: the numbers that enter the network.",
            KeyGroup.Looking),

        KeyRow.For(Toggle.HeatMap, Key.Number1, "heat", "Lays the chosen feature map over the source picture."),
        Asking(Key.Number2, "Grad-CAM", "Shows which places speak for the answer: Grad-CAM, Grad-CAM++, HiResCAM, then off.",
            scene => scene.Network.Parts.Output is BoxesOutput ? s_ofBoxes : s_ofMaps),
        Asking(Key.Number3, "gradients", "Shows which pixels go with the answer: guided backpropagation, gradient × input, then off.",
            _ => s_ofGradients),
        Asking(Key.Number4, "occlusion", "Covers places to see which matter, then adds gradients up from an empty picture, then off.",
            _ => s_ofMany),
        KeyRow.For(Toggle.Field, Key.Number5, "field",
            "Outlines what the chosen value can depend on: on the source, and on the maps before it."),
        KeyRow.For(Toggle.Effective, Key.K, "effect",
            "Shows how much each place of the source changes the chosen value, by its gradient."),
        KeyRow.For(Toggle.Kernels, Key.Number6, "kernels", "Shows the weights that the chosen map is made with."),
        KeyRow.For(Toggle.Grid, Key.Number7, "grid", "Draws the cells of the chosen map over picture and enlarged map."),
        KeyRow.For(Toggle.Predictions, Key.Number8, "bars", "Shows the five likeliest classes."),
        KeyRow.For(Toggle.Timings, Key.Number9, "times", "Shows which layers take the most time."),
        KeyRow.For(Toggle.Networks, Key.Number0, "networks", "Lists the fetched networks, each with its switch, to run beside this one."),
        KeyRow.For(Toggle.Lesson, Key.I, "lesson", "Explains the chosen layer with its own numbers while a window slides over its map.")
            with { Do = Lesson },
        Looking(Key.J, "slide", "Lets the lesson's window slide from value to value, or stand.", scene => scene.State.Slide.Toggle(),
            scene => scene.State.Slide.Runs) with { Sign = "▶" },
        Looking(Key.Y, "language", "Says the lesson in the next language.", scene => scene.Lessons.Switch(), static _ => false),
    ];

    // A lesson begins with its window sliding.
    private static void Lesson(Scene scene, IAppActions app)
    {
        scene.View.State.Flip(Toggle.Lesson);
        if (scene.IsOn(Toggle.Lesson) != scene.State.Slide.Runs)
            scene.State.Slide.Toggle();
    }

    private static ExplainMethod[] Methods(params string[] words) => [.. words.Select(ExplainMethod.Of)];

    private static KeyRow Asking(Key key, string name, string help, Func<Scene, ExplainMethod[]> methods) =>
        new(key, name, help, KeyGroup.Overlays, (scene, _) => scene.Why.Next(scene, methods(scene)))
        {
            IsLit = scene => scene.Open[Panel.Why] && methods(scene).Any(scene.Why.Has),
        };

    private static KeyRow Choosing(Key key, string name, string help, Action<UnitChoice> move) =>
        new(key, name, help, KeyGroup.Choosing, (scene, _) => move(new UnitChoice(scene)));

    private static KeyRow Looking(Key key, string name, string help, Action<Scene> change, Func<Scene, bool> isLit) =>
        new(key, name, help, KeyGroup.Looking, (scene, _) => change(scene)) { IsLit = isLit };

    private static void NextBackdrop(Scene scene, IAppActions app)
    {
        if (scene.Network.Parts.Output is MaskOutput || scene.Companions.Any(row => row.Output is MaskOutput))
            scene.State.Backdrop = (Backdrop)(((int)scene.State.Backdrop + 1) % 4);
        else
            app.Say($"the network's output is shown as {scene.Network.Parts.Output.Kind}; only a mask has a background");
    }

    private static KeyRow Saving(Key key, string name, string help, Action<Scene, IAppActions> save) =>
        new(new Chord(key, Modifiers.Ctrl), name, help, KeyGroup.Running, save);

    private static void SaveMaps(Scene scene, IAppActions app)
    {
        var layer = scene.Chosen;
        app.Export([layer.Node], () =>
        {
            var maps = LayerMaps.Of(scene, layer, scene.Numbers(layer.Node)!.Floats);
            return () => maps.SaveNumbered(Folder);
        });
    }

    private static void SaveFigures(Scene scene, IAppActions app) => app.Export(LayerFigures.Reads(scene), () =>
    {
        var figures = LayerFigures.Of(scene);
        return () => figures.SaveNumbered(Folder);
    });

    private static void LargeSource(Scene scene)
    {
        scene.Open.Flip(Panel.Source);
        scene.Open[Panel.Why] = scene.Open[Panel.Excite] = scene.Open[Panel.Zoom] = scene.Open[Panel.Table] = false;
    }

    private static void Zoom(Scene scene)
    {
        scene.Open.Flip(Panel.Zoom);
        scene.Open[Panel.Table] = false;
    }

    private static void Table(Scene scene)
    {
        scene.Open.Flip(Panel.Table);
        scene.State.ScrollOf(Scrolled.Table).FollowAgain();
    }
}
