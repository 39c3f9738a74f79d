using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Learning;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>
/// The network that learns, run on one picture beside the training: with its kernels as maps, so that they are drawn as its maps are
/// and always belong to these, and with the pictures that panels show.
/// </summary>
internal sealed class LearnGraph
{
    /// <summary>How many pictures lie side by side in <see cref="Pictures"/>, and how many one under the other.</summary>
    public const int Across = 6, Down = 4;

    private readonly RunSettings _settings;
    private readonly LearnData _data;
    private Weights? _weights;
    private ImmutableArray<int> _shown = [];

    /// <param name="settings">What was chosen.</param>
    /// <param name="data">The pictures.</param>
    public LearnGraph(RunSettings settings, LearnData data)
    {
        (_settings, _data) = (settings, data);
        var train = data.Train;
        var variables = new VariableSet();
        var network = settings.Architecture.Build(variables, 1, train.Channels, train.Height, train.Width, train.Classes);
        (Layers, Probabilities) = (WeightLayer.Of(network), network.Probabilities);
        Kernels = [.. Layers.Select(layer => layer.IsConvolution ? KernelsOf(layer) : null)];
        var pictures = new Node(new Input([1, train.Channels, Down * train.Height, Across * train.Width]), "pictures");
        Pictures = new Node(new Identity(), [pictures], "pictures shown");
        Dials = [new Dial(network.Input, new Tensor(network.Input.Shape)), new Dial(pictures, new Tensor(pictures.Shape))];

        // It looks at pictures of its own, not at frames; but whatever the window runs is given those.
        var frame = new Node(new Input([PreprocessingGraph.DefaultCapacity], DataType.Int32), "frame");
        var size = new Node(new Input([2], DataType.Int32), "frameSize");
        var recipe = new Recipe { Colors = train.Channels == 1 ? ColorOrder.Grey : ColorOrder.Rgb, Output = MapsOutput.Word };
        var output = OutputKinds.Of("learn", [network.Probabilities], new PictureInput(network.Input, recipe, Guessed: false));
        Parts = new NetworkParts
        {
            Title = "learn",
            Graph = new Graph([network.Probabilities, Pictures, .. Kernels.OfType<Node>(), .. output.Reads, frame, size]),
            Model = network.Graph,
            Variables = variables,
            Preprocessing = new PreprocessingGraph(frame, size, network.Input, [], [], null),
            Seen = network.Input,
            Output = output,
            Dials = Dials,
        };
    }

    /// <summary>For the pipeline.</summary>
    public NetworkParts Parts { get; }

    public ImmutableArray<WeightLayer> Layers { get; }

    /// <summary>Of each convolution its kernels, as many for a map as there are maps before; of other layers null.</summary>
    public ImmutableArray<Node?> Kernels { get; }

    /// <summary>[1, classes].</summary>
    public Node Probabilities { get; }

    /// <summary>Pictures that panels show, as one: the first one is what the network sees.</summary>
    public Node Pictures { get; }

    private ImmutableArray<Dial> Dials { get; }

    public bool IsFor(RunSettings settings, LearnData data) => settings == _settings && data == _data;

    /// <summary>Runs with these weights on the first of these pictures, unless it does already.</summary>
    /// <param name="weights">The network's, all of one step.</param>
    /// <param name="pictures">Numbers of pictures to test with; at most as many as there are places.</param>
    public void Show(Weights weights, ImmutableArray<int> pictures)
    {
        if (_weights == weights && _shown == pictures)
            return;
        if (_shown != pictures)
            Lay(pictures);
        // That they are published anew lets the network run again, also where only the pictures are others.
        Parts.Variables.Write(weights);
        (_weights, _shown) = (weights, pictures);
    }

    /// <summary>Draws one of the pictures.</summary>
    public void DrawPicture(DrawList list, in Rect rect, int index)
    {
        var whole = new Rect(
            rect.X - index % Across * rect.Width, rect.Y - index / Across * rect.Height, Across * rect.Width, Down * rect.Height);
        list.Map(whole, rect, Pictures, _data.Train.Channels == 3 ? -1 : 0, ColourMap.Grey, RangeOf.Unit, 1, MapShape.Cells);
    }

    private static Node KernelsOf(WeightLayer layer)
    {
        var shape = layer.Weight.Shape;
        return new Node(new Reshape([1, shape[0] * shape[1], shape[2], shape[3]]), [layer.Weight], $"{layer.Name} kernels");
    }

    private void Lay(ImmutableArray<int> pictures)
    {
        var data = _data.HeldOut;
        var (sample, all) = (new Tensor(Dials[0].Input.Shape), new Tensor(Dials[1].Input.Shape));
        int width = Across * data.Width, height = Down * data.Height;
        for (int i = 0; i < pictures.Length; i++)
        {
            var image = data.Image(pictures[i]);
            for (int v = 0; v < image.Length; v++)
            {
                var (row, column) = Math.DivRem(v, data.Width);
                var (channel, y) = Math.DivRem(row, data.Height);
                int place = (channel * height + i / Across * data.Height + y) * width + i % Across * data.Width + column;
                all.Floats[place] = image[v] / 255f;
                if (i == 0)
                    sample.Floats[v] = image[v] / 255f;
            }
        }
        (Dials[0].Value, Dials[1].Value) = (sample, all);
    }
}
