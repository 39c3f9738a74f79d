using Cnn;
using Cnn.Backends;
using Cnn.Explain;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>Makes up a picture that excites a channel of a layer, or one value of it, by gradient ascent.</summary>
internal sealed class AscentRun : IDisposable
{
    private readonly ISession _session;
    private readonly EnteredPicture _entered;
    private readonly Layer _layer;

    /// <param name="parts">The network.</param>
    /// <param name="layer">One of its layers.</param>
    /// <param name="steps">How many steps there are; null: the usual number.</param>
    /// <param name="backend">Where it runs.</param>
    /// <exception cref="CnnException">The layer has no gradient by the picture.</exception>
    public AscentRun(NetworkParts parts, Layer layer, int? steps, IBackend backend)
    {
        if (layer.Index == 0)
            throw new CnnException($"{layer.Name} is the picture that enters; a layer behind it can be excited");
        (_layer, _entered) = (layer, new EnteredPicture(parts));
        var recipe = parts.Preprocessing.Recipe;
        var options = recipe?.Kind == RecipeKind.Ink ? MaximisationOptions.OfInk : new();
        options = options with { Steps = steps ?? options.Steps };
        Ascent = new ActivationMaximisation(
            parts.Preprocessing.Output, layer.Node, _entered.Low, _entered.High, options, recipe?.Layout == ChannelLayout.Nhwc);
        _session = backend.CompileNow(Ascent.Graph, parts.Variables, Attribution.Options);
    }

    public ActivationMaximisation Ascent { get; }

    /// <summary>Begins with noise.</summary>
    /// <param name="channel">Which channel's mean is to grow.</param>
    /// <param name="cell">Which of its values alone; null for the mean.</param>
    /// <param name="seed">Which noise.</param>
    public void Begin(int channel, (int X, int Y)? cell, int seed)
    {
        int size = _layer.Rows * _layer.Columns;
        if (cell is var (x, y))
            Ascent.ChooseUnit(_session, channel * size + y * _layer.Columns + x);
        else
            Ascent.ChooseMean(_session, channel * size, size);
        Ascent.Begin(seed);
    }

    /// <summary>Makes a step; true for the last one.</summary>
    public bool Step() => Ascent.Step(_session);

    /// <summary>How much the picture excites it as it is.</summary>
    public float Measure() => Ascent.Measure(_session);

    /// <summary>The picture so far.</summary>
    public PatchPixels Picture()
    {
        _entered.Take(Ascent.Picture());
        return _entered.Cut(new Rect(0, 0, _entered.Width, _entered.Height), int.MaxValue);
    }

    public void Dispose() => _session.Dispose();
}
