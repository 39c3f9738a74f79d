using Cnn.Backends;
using Cnn.Detection;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Engines;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;
using Demo.Views;

namespace Cnn.Tests.Demo;

/// <summary>A scene without a window: a network that has run on the reference backend, and everything drawn into a list.</summary>
internal sealed class Stage : IDisposable
{
    private readonly ISession _session;
    private readonly Dictionary<Node, Tensor> _values = [];
    private readonly Fonts _fonts = new();
    private Func<Node, Tensor?>? _shown;

    /// <summary>LeNet with seeded weights behind the preprocessing of drawings, with a stroke on the canvas.</summary>
    public static Stage OfLeNet(ViewSet? views = null, Func<IReadOnlyList<ModelChoice>>? models = null)
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        var preprocessing = PreprocessingGraph.For(
            new Recipe { Kind = RecipeKind.Ink, Colors = ColorOrder.Grey }, network.Input.Shape, InkSource.Drawing, capacity: 100 * 80);
        return new Stage(variables, network.Graph, network.Input, network.Probabilities, preprocessing, views, models: models);
    }

    /// <summary>A network that is too large for columns: 40 layers of up to 160 maps on a picture of three colours.</summary>
    public static Stage OfLargeNetwork()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 3, 20, 24]);
        var x = input;
        for (int i = 0; i < 19; i++)
            x = b.Relu(b.Conv(x, i == 5 ? 160 : 12, 3, $"a layer with quite a long name {i}", pad: 1));
        var scores = b.Softmax(b.Gemm(b.Flatten(b.GlobalAveragePool(x)), 300, "classes"));
        var preprocessing = PreprocessingGraph.For(new Recipe(), input.Shape, capacity: 100 * 80);
        return new Stage(variables, new Graph(scores), input, scores, preprocessing);
    }

    /// <summary>
    /// A detector that sees two red cells of 5×6, (0, 4) and (2, 1), and a large blue thing around the second, found by cell (3, 2). Its
    /// channels are x, y, the logarithms of width and height, anything, red, blue.
    /// </summary>
    public static Stage OfDetector()
    {
        const int cell = 8;
        float[] weights = new float[7 * 3 * cell * cell], bias = [0.5f, 0.5f, 0, 0, 0, 0, 0];
        foreach (var (value, channel, weight) in new[] { (2, 1, 1.4f), (3, 1, 1.4f), (4, 0, 1), (4, 2, 1), (5, 0, 1), (6, 2, 1) })
            weights.AsSpan((value * 3 + channel) * cell * cell, cell * cell).Fill(weight / (cell * cell));
        var variables = new VariableSet();
        variables.Write("head.weight", Tensor.From([7, 3, cell, cell], weights));
        variables.Write("head.bias", Tensor.From([7], bias));
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 3, 5 * cell, 6 * cell]);
        var list = new Node(new Reshape([1, 7, 30]), [b.Relu(b.Conv(input, 7, cell, "head", stride: cell))], "list");
        var recipe = new Recipe
        {
            Fit = PictureFit.Stretch,
            Labels = ["red", "blue"],
            Output = "boxes",
            Decoding = new DecoderSettings { Decoder = "yolox", Strides = [cell] },
        };
        var pixels = new int[100 * 80];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | (i % 100 * 6 / 100, i / 100 * 5 / 80) switch
            {
                (0, 4) or (2, 1) => 0x0000FF,
                (3, 2) => 0xFFFF00,
                _ => 0,
            };
        var preprocessing = PreprocessingGraph.For(recipe, input.Shape, capacity: pixels.Length);
        return new Stage(variables, new Graph(list), input, list, preprocessing, null, recipe, pixels);
    }

    /// <summary>A network that makes a mask of a picture.</summary>
    public static Stage OfMask()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 3, 20, 24]);
        var mask = new Node(new Sigmoid(), [b.Conv(input, 1, 3, "mask", pad: 1)]);
        var recipe = new Recipe { Fit = PictureFit.Stretch, Output = "mask" };
        var preprocessing = PreprocessingGraph.For(recipe, input.Shape, capacity: 100 * 80);
        return new Stage(variables, new Graph(mask), input, mask, preprocessing, null, recipe);
    }

    private Stage(VariableSet variables, Graph graph, Node input, Node scores, PreprocessingGraph preprocessing, ViewSet? views = null,
        Recipe? recipe = null, int[]? frame = null, Func<IReadOnlyList<ModelChoice>>? models = null)
    {
        var (whole, map) = preprocessing.Before(graph, input);
        Network = new global::Demo.Ui.Network(new NetworkParts
        {
            Title = "a model with a name of some length.onnx",
            Graph = whole,
            Model = graph,
            Variables = variables,
            Preprocessing = preprocessing,
            Seen = preprocessing.Output,
            Output = OutputKinds.Of("model.onnx", [map[scores]], new PictureInput(input, recipe ?? new Recipe
            {
                Labels =
                [
                    .. Enumerable.Range(0, (int)scores.Shape.Count)
                        .Select(i => scores.Shape.Count > 10 ? $"class number {i}, so called" : $"{i}"),
                ],
            }, Guessed: true)),
        });
        _session = new ReferenceBackend().CompileNow(whole, variables);
        preprocessing.WriteDefaults(_session);
        preprocessing.WriteFrame(_session, frame ?? Stroke(), 80, 100);
        _session.Run();
        var times = new TimeTable(Network);
        times.Add([.. _session.Timings]);
        Scene = new Scene
        {
            List = new DrawList(),
            Fonts = _fonts,
            Network = Network,
            Views = views ?? ViewList.Create(),
            Models = models ?? (static () => []),
            Figures = new Figures
            {
                Device = "llvmpipe (LLVM 15.0.6, 256 bits)",
                FramesPerSecond = 60,
                LatencyMs = 116.7,
                NetworkMs = 123.45,
                DrawMs = 12.3,
                Dropped = 1234,
            },
            Read = node => _shown is { } shown ? shown(node) : OwnRead is { } read && Scene!.Own is not null ? read(node) : Read(node),
            Differences = DifferenceOf,
            Times = times,
            Sources = [new("Canvas", true, "A sheet."), new("a picture with a long name.jpeg", false, "A picture.")],
            Backends = [.. BackendTable.Rows.Select(row => row.Choice)],
            Backend = BackendTable.Rows[0].Choice,
            FrameSize = (100, 80),
            Time = 1,
        };
        var differences = whole.Nodes.Where(n => !n.IsLeaf).Select(n => new LayerDifference(n, 1.5e-6, 2.5e-5, 0, 12.34));
        Scene.Errors = new LayerErrors([.. differences], 1, timed: true);
    }

    private static int[] Stroke()
    {
        var pixels = new int[100 * 80];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | (i % 100 is > 40 and < 48 && i / 100 is > 10 and < 70 ? 0xFFFFFF : 0);
        return pixels;
    }

    public global::Demo.Ui.Network Network { get; }

    /// <summary>Reads the values of the network that a view runs in place of this one (<see cref="Scene.Own"/>).</summary>
    public Func<Node, Tensor?>? OwnRead { get; set; }

    public Scene Scene { get; }

    /// <summary>Shows another network in place of the stage's own.</summary>
    public Scene Show(global::Demo.Ui.Network network, Func<Node, Tensor?> read)
    {
        (Scene.Network, Scene.Times, _shown) = (network, new TimeTable(network), read);
        return Scene;
    }

    // As if one cell were off.
    private static Tensor DifferenceOf(Node node)
    {
        var difference = new Tensor(node.Shape);
        difference.Floats[0] = 0.25f;
        return difference;
    }

    public Tensor Read(Node node)
    {
        if (!_values.TryGetValue(node, out var value))
            _values[node] = value = _session.Read(node);
        return value;
    }

    /// <summary>Draws everything that is on into the scene's list.</summary>
    public Layout Draw(int width, int height)
    {
        float scale = Layout.ScaleFor(width, height, 1, Scene.State.Appearance.Scale);
        var layout = Scene.Views.Arrange(width / scale, height / scale);
        Theme.Shown = ThemeColours.Of(Scene.State.Appearance);
        Scene.List.Reset();
        Scene.View.Begin(Scene);
        foreach (var overlay in Scene.Views.Overlays)
            if (overlay.Toggle is not { } toggle || Scene.IsOn(toggle))
                overlay.Draw(Scene, new View(layout));
        Scene.List.End();
        return layout;
    }

    /// <summary>All texts of the last drawing.</summary>
    public string[] Texts()
    {
        var list = Scene.List;
        var texts = list.Groups.ToArray().SelectMany(g => list.Shapes(g).ToArray().Select(s => list.TextOf(g, s).ToString()));
        return [.. texts.Where(t => t != "")];
    }

    public void Dispose()
    {
        _session.Dispose();
        _fonts.Dispose();
    }
}
