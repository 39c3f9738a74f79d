using System.Collections.Immutable;
using Cnn;
using Cnn.Backends;
using Cnn.Ops;
using Cnn.Training;
using Demo.Ui;

namespace Demo.Learning;

/// <summary>How it is with one layer while a network learns.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Weights">Where its weights lie.</param>
/// <param name="Gradients">Where the loss's gradients for them lie.</param>
/// <param name="Maps">How many maps have an activation after them; 0 for a layer without one.</param>
/// <param name="Dead">How many of these yield nothing but 0, whatever the picture.</param>
/// <param name="Zeros">The share of values that are 0 after the activation, 0…1.</param>
internal sealed record LayerNews(string Name, Histogram Weights, Histogram Gradients, int Maps, int Dead, double Zeros);

/// <summary>
/// Looks into a network that learns: gradients and activations over the same few pictures that are never learnt from, in a session of
/// its own, so that the training is left alone.
/// </summary>
internal sealed class LayerProbe : IDisposable
{
    private readonly ISession _session;
    private readonly ImmutableArray<WeightLayer> _layers;
    private readonly IReadOnlyList<Node> _gradients;

    /// <param name="backend">Where it runs.</param>
    /// <param name="variables">The weights.</param>
    /// <param name="network">The network, for as many pictures as are looked at.</param>
    /// <param name="data">Has that many pictures.</param>
    public LayerProbe(IBackend backend, VariableSet variables, Cnn.Networks.Network network, DataSet data)
    {
        int count = network.Input.Shape[0];
        _layers = WeightLayer.Of(network);
        var labels = new Node(new Input([count], DataType.Int32), "labels");
        var loss = Losses.CrossEntropy(network.Logits, labels);
        _gradients = Autodiff.Gradients(loss, [.. _layers.Select(layer => layer.Weight)]);
        Node[] read = [loss, .. _gradients, .. _layers.Select(layer => layer.Maps)];
        _session = backend.CompileNow(new Graph(read), variables, new CompileOptions { Watched = [.. read] });
        var (images, classes) = (new Tensor(network.Input.Shape), new Tensor([count], DataType.Int32));
        int values = (int)images.Count / count;
        for (int i = 0; i < count; i++)
        {
            for (int v = 0; v < values; v++)
                images.Floats[i * values + v] = data.Image(i)[v] / 255f;
            classes.Span<int>()[i] = data.Label(i);
        }
        _session.Write(network.Input, images);
        _session.Write(labels, classes);
    }

    /// <summary>Looks at the weights that were published last.</summary>
    public ImmutableArray<LayerNews> Look()
    {
        _session.Run();
        return [.. _layers.Select((layer, i) => LookAt(layer, _gradients[i]))];
    }

    public void Dispose() => _session.Dispose();

    private LayerNews LookAt(WeightLayer layer, Node gradient)
    {
        var (weights, gradients) = (new Histogram(), new Histogram());
        weights.Count(_session.Weights[layer.Weight.Name].Floats);
        gradients.Count(_session.Read(gradient).Floats);
        var (maps, dead, zeros) = layer.Activation is { } activation ? Sleeping(_session.Read(activation)) : (0, 0, 0);
        return new LayerNews(layer.Name, weights, gradients, maps, dead, zeros);
    }

    // Of [N, C, …]: how many of the C are 0 everywhere, and the share of zeros.
    private static (int Maps, int Dead, double Zeros) Sleeping(Tensor value)
    {
        int images = value.Shape[0], maps = value.Shape[1], cells = (int)(value.Count / images / maps), dead = 0;
        long zeros = 0;
        for (int map = 0; map < maps; map++)
        {
            long of = 0;
            for (int image = 0; image < images; image++)
                of += value.Floats.Slice((image * maps + map) * cells, cells).Count(0f);
            zeros += of;
            dead += of == (long)images * cells ? 1 : 0;
        }
        return (maps, dead, (double)zeros / value.Count);
    }
}
