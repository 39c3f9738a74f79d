using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Preprocessing;

/// <summary>
/// A graph from a frame to a model's input. Frames are Int32 pixels R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24, row-major
/// from the top left.
/// </summary>
/// <param name="Frame">The Input that takes the pixels; fewer than it holds may be written.</param>
/// <param name="FrameSize">The Input Int32 [2] that takes the frame's height and width.</param>
/// <param name="Output">What the model reads.</param>
/// <param name="Steps">The intermediate maps worth seeing, in order, each named for people.</param>
/// <param name="Switches">What can be chosen; every one must be written before the first run (<see cref="WriteDefaults"/>).</param>
/// <param name="Box">
/// Int32 [5]: 1 where a digit was found, then its top, left, bottom, right in 64ths of a frame pixel; or Int32 [N,5], a row for each
/// candidate, which begins with 0 if it is no digit (<see cref="KeepDigits"/>). Null where nothing is searched for.
/// </param>
public sealed record PreprocessingGraph(
    Node Frame, Node FrameSize, Node Output, ImmutableArray<Node> Steps, ImmutableArray<Switch> Switches, Node? Box)
{
    /// <summary>How many pixels a frame may have unless told otherwise.</summary>
    public const int DefaultCapacity = 1920 * 1080;

    /// <summary>The recipe that this follows; null for one that was put together otherwise.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>
    /// All candidates for digits, in the order of <see cref="Box"/>'s rows: what the model reads, with N in place of the one of
    /// <see cref="Output"/>. Null where only one digit is looked for.
    /// </summary>
    public Node? Digits { get; init; }

    /// <summary>
    /// How likely a digit's middle is at each place, Float32 [1,1,H,W], of the square of the frame's longer side that begins at its
    /// top left. Null where no network looks for digits.
    /// </summary>
    public Node? Finding { get; init; }

    /// <summary>The graph that a recipe asks for.</summary>
    /// <param name="recipe">How the model wants its pictures.</param>
    /// <param name="input">The model's input shape: [1,C,H,W] or [1,H,W,C], as the recipe says.</param>
    /// <param name="source">Where ink is looked for; of no matter for images.</param>
    /// <param name="capacity">How many pixels a frame may have.</param>
    /// <param name="finder">
    /// The weights of <see cref="Networks.DigitFinder"/> and <see cref="Networks.InkNetwork"/>, which find digits on photos; a session of
    /// the graph needs them among its variables.
    /// </param>
    /// <exception cref="CnnException">The recipe does not fit the shape; the message has both.</exception>
    public static PreprocessingGraph For(
        Recipe recipe, Shape input, InkSource source = InkSource.Photo, int capacity = DefaultCapacity, VariableSet? finder = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        bool last = recipe.Layout == ChannelLayout.Nhwc;
        if (input.Rank != 4 || input[0] != 1 || input[last ? 3 : 1] != recipe.Channels)
            throw new CnnException(
                $"the recipe makes {recipe.Channels} channels in {(last ? "NHWC" : "NCHW")} order; the model's input is {input}");
        var graph = recipe.Kind == RecipeKind.Image
            ? ImagePreprocessing.Picture(recipe, input, capacity)
            : InkPreprocessing.Build(source, input[last ? 1 : 2], input[last ? 2 : 3], capacity, finder);
        return Scaled(graph, recipe, input) with { Recipe = recipe };
    }

    /// <summary>The switch with a name.</summary>
    /// <exception cref="CnnException">There is none; the message lists those there are.</exception>
    public Switch this[string name] => Switches.FirstOrDefault(s => s.Name == name)
        ?? throw new CnnException($"there is no switch '{name}'; there are {string.Join(", ", Switches.Select(s => $"'{s.Name}'"))}");

    /// <summary>The part of a frame that the model sees, where that follows from sizes and switches alone: not for ink.</summary>
    /// <param name="height">The frame's, in pixels.</param>
    /// <param name="width">The frame's, in pixels.</param>
    /// <param name="chosen">The value of each switch; null: their defaults.</param>
    public FramePart? SeenPart(int height, int width, Func<Switch, int>? chosen = null)
    {
        var sampled = Steps.FirstOrDefault();
        while (sampled is { Op: not SamplePicture, Inputs.Length: > 0 })
            sampled = sampled.Inputs[0];
        if (sampled?.Op is not SamplePicture picture || height < 1 || width < 1)
            return null;
        var (seenHeight, seenWidth) = picture.Region(height, width, Value(ImagePreprocessing.Aspect));
        return FramePart.Middle((float)seenWidth / width, (float)seenHeight / height, Value(ImagePreprocessing.Mirror) != 0);

        int Value(string name)
        {
            foreach (var choice in Switches)
                if (choice.Name == name)
                    return chosen?.Invoke(choice) ?? choice.Default;
            return 0;
        }
    }

    /// <summary>The same where a model has read all of <see cref="Digits"/>, which helps to tell digits from other things.</summary>
    /// <param name="probabilities">What it says: Float32 [N,classes].</param>
    /// <returns>A graph whose <see cref="Output"/> is the surest digit.</returns>
    /// <exception cref="CnnException">Only one digit is looked for.</exception>
    public PreprocessingGraph ReadBy(Node probabilities) => Digits is null
        ? throw new CnnException("this preprocessing looks for one digit; there are no candidates to read")
        : FinderPreprocessing.Read(this, probabilities);

    /// <summary>Where the surest digit was found, in pixels of the frame; null if none was, or none is looked for.</summary>
    /// <param name="read">Reads a node of the session; null while there is no value.</param>
    public (float Left, float Top, float Right, float Bottom)? Found(Func<Node, Tensor?> read)
    {
        if (Box is null || read(Box) is not { } found || Surest(found.Span<int>()) is not [not 0, var top, var left, var bottom, var right])
            return null;
        return ((float)left / Maps.Unit, (float)top / Maps.Unit, (float)right / Maps.Unit, (float)bottom / Maps.Unit);
    }

    /// <summary>In which row of <see cref="Box"/> the surest digit stands: that of <see cref="Output"/>.</summary>
    /// <param name="read">Reads a node of the session; null while there is no value.</param>
    public int SurestRow(Func<Node, Tensor?> read) =>
        Box is not null && read(Box) is { } found ? Row(found.Span<int>()) : 0;

    /// <summary>Whether a digit was looked for all over a frame and none found: what the network says then means nothing.</summary>
    /// <param name="read">Reads a node of the session; null while there is no value.</param>
    public bool FoundNothing(Func<Node, Tensor?> read) =>
        Box is { Op: DigitBox or KeepDigits } && read(Box) is { } box && Surest(box.Span<int>())[0] == 0;

    private static ReadOnlySpan<int> Surest(ReadOnlySpan<int> boxes) => boxes.Slice(5 * Row(boxes), 5);

    // The first of equals.
    private static int Row(ReadOnlySpan<int> boxes)
    {
        int best = 0;
        for (int i = 1; 5 * i < boxes.Length; i++)
            if (boxes[5 * i] > boxes[5 * best])
                best = i;
        return best;
    }

    /// <summary>Puts this in front of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The model's input that is fed; its shape is <see cref="Output"/>'s.</param>
    /// <returns>The joined graph, and for each of the model's nodes the one that stands for it.</returns>
    /// <exception cref="CnnException">The shapes differ.</exception>
    public (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Before(Graph model, Node input)
    {
        if (input.Shape != Output.Shape || input.Type != Output.Type)
            throw new CnnException($"the model's input '{input.Name}' is {input.Info}; the preprocessing yields {Output.Info}");
        var (graph, map) = GraphRewriter.Replace(model, new Dictionary<Node, Node> { [input] = Output });
        // The box leads nowhere, but it is drawn.
        return (Box is null ? graph : new Graph([.. graph.Outputs, Box], graph.Updates), map);
    }

    /// <summary>Writes every switch's default.</summary>
    public void WriteDefaults(ISession session)
    {
        foreach (var choice in Switches)
            session.Write(choice.Input, Tensor.Vector(choice.Default));
    }

    /// <summary>Writes a frame and its size.</summary>
    /// <param name="session">A session of a graph that contains this.</param>
    /// <param name="pixels">height·width of them.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="width">In pixels.</param>
    /// <exception cref="CnnException">The numbers disagree, or there are more pixels than <see cref="Frame"/> holds.</exception>
    public void WriteFrame(ISession session, int[] pixels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(pixels);
        if (height < 1 || width < 1 || (long)height * width != pixels.Length)
            throw new CnnException($"a frame of {height}×{width} pixels needs {(long)height * width}; there are {pixels.Length}");
        session.Write(Frame, Tensor.Vector(pixels));
        session.Write(FrameSize, Tensor.Vector(height, width));
    }

    /// <summary>The two inputs that a frame comes through.</summary>
    internal static (Node Frame, Node Size) FrameInputs(int capacity) => (
        new Node(new Input([capacity], DataType.Int32), "frame"), new Node(new Input([2], DataType.Int32), "frameSize"));

    // From the values of a picture (0 … 255) or of ink (0 … 1) to what the model was trained on; nothing where that is the
    // same.
    private static PreprocessingGraph Scaled(PreprocessingGraph graph, Recipe recipe, Shape input)
    {
        float unit = recipe.Kind == RecipeKind.Ink ? 255 * recipe.Scale : recipe.Scale;
        var plain = PerChannel(recipe, _ => unit);
        var factors = PerChannel(recipe, c => unit / Of(recipe.Std, c));
        var offsets = PerChannel(recipe, c => -Of(recipe.Mean, c) / Of(recipe.Std, c));
        bool shifts = offsets.Floats.IndexOfAnyExcept(0) >= 0;
        if (!shifts && factors.Floats.SequenceEqual(plain.Floats))
            return With(x => unit == 1 ? Laid(x) : new Node(new Mul(), [Laid(x), new Node(new Constant(plain), "scale")], "scaled"));

        var on = Switch.OnOff("mean and std",
            "Shifts and scales each channel as the network's training data were; off leaves the plain values.");
        var condition = new Node(new Cast(DataType.Bool), [on.Input], "mean and std?");
        Node Chosen(Tensor yes, Tensor no, string name) =>
            new(new Where(), [condition, new Node(new Constant(yes), name), new Node(new Constant(no), "plain " + name)], "chosen " + name);
        var scale = Chosen(factors, plain, "scale");
        var offset = shifts ? Chosen(offsets, PerChannel(recipe, _ => 0), "offset") : null;
        return With(x =>
        {
            var scaled = new Node(new Mul(), [Laid(x), scale], "scaled");
            return offset is null ? scaled : new Node(new Add(), [scaled, offset], "normalised");
        }) with
        { Switches = [.. graph.Switches, on] };

        // One channel: NCHW and NHWC differ in the shape alone.
        Node Laid(Node x) => x.Shape.AsSpan()[1..].SequenceEqual(input.AsSpan()[1..]) ? x
            : new Node(new Reshape([x.Shape[0], input[1], input[2], input[3]]), [x], "layout");

        PreprocessingGraph With(Func<Node, Node> change) =>
            graph with { Output = change(graph.Output), Digits = graph.Digits is { } digits ? change(digits) : null };
    }

    private static float Of(ImmutableArray<float> values, int channel) => values[values.Length == 1 ? 0 : channel];

    private static Tensor PerChannel(Recipe recipe, Func<int, float> value)
    {
        Shape shape = recipe.Layout == ChannelLayout.Nhwc ? [1, 1, 1, recipe.Channels] : [1, recipe.Channels, 1, 1];
        return Tensor.From(shape, Enumerable.Range(0, recipe.Channels).Select(value).ToArray());
    }
}
