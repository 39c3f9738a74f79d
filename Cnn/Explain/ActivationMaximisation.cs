using Cnn.Backends;
using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// Makes up a picture that excites a channel, a unit or a class: gradient ascent on the picture, from seeded noise, step by step. Each step
/// shifts the picture a little, and holds back what no photograph has: sharp differences everywhere, colours at their ends. The picture is
/// one that the network could really get. The same seed gives the same picture, on <c>cpu</c> with any number of threads.
/// Sources: Erhan et al., "Visualizing Higher-Layer Features of a Deep Network", 2009; Yosinski et al., "Understanding Neural Networks
/// Through Deep Visualization", 2015 (decay and blur); Olah et al., "Feature Visualization", Distill 2017 (shifts, noise of all sizes).
/// </summary>
public sealed class ActivationMaximisation
{
    private const float StartReach = 0.08f;

    private readonly MaximisationOptions _options;
    private readonly Node _gradient;
    private readonly Planes _planes;
    private readonly float[] _low, _span;
    // In 0…1 of the range, as planes.
    private readonly float[] _picture, _moved, _way, _wide, _between;
    private readonly Tensor _written, _read, _value;
    private readonly float[] _curve;
    private readonly int _jitter;
    private Random _random = new(0);

    /// <summary>Makes the graph.</summary>
    /// <param name="picture">What the network proper reads, floats [1,C,H,W] or [1,H,W,C]: an Input, or the end of preprocessing.</param>
    /// <param name="layer">
    /// What is to be excited: floats, [1,C,…] for <see cref="ChooseChannel"/>. Of a layer with places only what is above zero counts, as
    /// behind a rectifier; a last Softmax, LogSoftmax or Sigmoid counts before it is applied.
    /// </param>
    /// <param name="low">The least number that a picture has there: one, or one for each of its channels.</param>
    /// <param name="high">The greatest, above it.</param>
    /// <param name="options">How; null for the usual.</param>
    /// <param name="channelsLast">Whether the picture is [1,H,W,C].</param>
    /// <exception cref="CnnException">
    /// The layer does not depend on the picture, an operator in between has no gradient, or numbers do not fit.
    /// </exception>
    public ActivationMaximisation(
        Node picture, Node layer, ReadOnlySpan<float> low, ReadOnlySpan<float> high, MaximisationOptions? options = null,
        bool channelsLast = false)
    {
        _options = options ?? new();
        _options.Check();
        ArgumentNullException.ThrowIfNull(layer);
        Score = new ExplainedScore(picture, [Excitement(layer)], channelsLast);
        var shape = Score.Picture.Shape;
        if (Score.Count != 1 || shape.Count == 0)
            throw new CnnException($"the picture is {shape}; one picture at a time is made up");
        _planes = channelsLast ? new(shape[3], shape[1], shape[2]) : new(shape[1], shape[2], shape[3]);
        (_low, _span) = Range(low, high, _planes.Count);
        _gradient = Autodiff.Gradients(OpenRectifiers.In(Score.Sum), [Score.Picture])[0];
        Graph = new Graph(_gradient, Score.Values);
        (_picture, _moved, _way) = (new float[_planes.Length], new float[_planes.Length], new float[_planes.Length]);
        (_wide, _between) = (new float[_planes.Length], new float[_planes.Length]);
        (_written, _read, _value) = (new Tensor(shape), new Tensor(shape), new Tensor(Score.Values.Shape));
        _curve = new float[_options.Steps];
        _jitter = _options.Jitter >= 0 ? _options.Jitter : Math.Max(1, Math.Min(_planes.Height, _planes.Width) / 18);
        Begin(0);
    }

    /// <summary>What is excited: its number before a last Softmax or Sigmoid.</summary>
    public ExplainedScore Score { get; }

    /// <summary>What a backend compiles, with <see cref="Attribution.Options"/>.</summary>
    public Graph Graph { get; }

    /// <summary>How many steps there are.</summary>
    public int Steps => _options.Steps;

    /// <summary>How many were made since <see cref="Begin"/>.</summary>
    public int Done { get; private set; }

    /// <summary>How excited it was at each step, of the picture before that and as it was shifted.</summary>
    public ReadOnlySpan<float> Curve => _curve.AsSpan(0, Done);

    /// <summary>How many channels a layer has, or how many numbers, if that is all it has.</summary>
    public int Channels => Score.Logits[0].Shape is { Rank: > 1 } shape ? shape[1] : (int)Score.Logits[0].Shape.Count;

    /// <summary>
    /// A channel is what grows from now on: the mean over all places of what is above zero; of a layer without places, the unit.
    /// </summary>
    /// <exception cref="CnnException">There is no such channel.</exception>
    public void ChooseChannel(ISession session, int channel)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (channel < 0 || channel >= Channels)
            throw new CnnException($"channel {channel} does not exist; '{Score.Logits[0].Name}' has {Channels}");
        int places = (int)Score.Logits[0].Shape.Count / Channels;
        ChooseMean(session, channel * places, places);
    }

    /// <summary>The mean of some numbers of the layer is what grows from now on.</summary>
    /// <param name="session">A session of <see cref="Graph"/>.</param>
    /// <param name="first">The first of them, in row-major order.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="CnnException">There are fewer.</exception>
    public void ChooseMean(ISession session, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(session);
        var weights = new Tensor(Score.Choices[0].Shape);
        if (first < 0 || count < 1 || count > weights.Count - first)
            throw new CnnException($"{count} numbers from {first} on do not exist; '{Score.Logits[0].Name}' has {weights.Count}");
        weights.Floats.Slice(first, count).Fill(1f / count);
        session.Write(Score.Choices[0], weights);
    }

    /// <summary>One number of the layer is what grows from now on.</summary>
    /// <param name="session">A session of <see cref="Graph"/>.</param>
    /// <param name="index">Which one, in row-major order.</param>
    /// <exception cref="CnnException">There is no such number.</exception>
    public void ChooseUnit(ISession session, int index) => Score.Choose(session, 0, index);

    /// <summary>Begins anew with noise.</summary>
    public void Begin(int seed)
    {
        _random = new Random(seed);
        _planes.FillWithNoise(_random, _picture, _options.Ground, StartReach);
        Done = 0;
    }

    /// <summary>Makes a step, once it was chosen what is to be excited.</summary>
    /// <param name="session">A session of <see cref="Graph"/>.</param>
    /// <returns>Whether it was the last one.</returns>
    public bool Step(ISession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (Done == Steps)
            return true;
        int down = _random.Next(-_jitter, _jitter + 1), right = _random.Next(-_jitter, _jitter + 1);
        _planes.Shift(_picture, _moved, down, right);
        _curve[Done] = Run(session, _moved);
        session.Read(_gradient, _read);
        Take(_read, _between);
        _planes.Shift(_between, _moved, -down, -right);
        Climb();
        Done++;
        bool last = Done == Steps;
        if (_options.BlurEvery > 0 && Done % _options.BlurEvery == 0 && Done <= Steps * 3 / 4)
        {
            _planes.Blur(_picture, _moved, _between);
            _moved.CopyTo(_picture, 0);
        }
        return last;
    }

    /// <summary>How excited it is by <see cref="Picture"/> as it is; a run more.</summary>
    public float Measure(ISession session) => Run(session ?? throw new ArgumentNullException(nameof(session)), _picture);

    /// <summary>The picture as the network takes it, of the picture's shape; the least number to the greatest.</summary>
    public Tensor Picture()
    {
        var picture = new Tensor(_written.Shape);
        Give(_picture, picture);
        return picture;
    }

    // Places that a channel is silent at say nothing of what excites it, however far below zero they are.
    private static Node Excitement(Node layer) =>
        layer.Shape.Rank < 3 || layer.Shape.Product(2, layer.Shape.Rank) == 1 || layer.Origin.Op is Relu or Sigmoid or Softmax or LogSoftmax
            ? layer : new Node(new Relu(), [layer], layer.Name);

    private float Run(ISession session, float[] picture)
    {
        Give(picture, _written);
        session.Write(Score.Picture, _written);
        session.Run();
        session.Read(Score.Values, _value);
        return _value.Floats[0];
    }

    // _moved holds the gradient.
    private void Climb()
    {
        _way.AsSpan().Clear();
        Gather();
        float length = Length(_way);
        // Nothing says which way: anywhere else something may.
        if (length == 0)
            for (int i = 0; i < _way.Length; i++)
                _way[i] = 2 * _random.NextSingle() - 1;
        float scale = _options.Rate / (length > 0 ? length : 1);
        _planes.TowardsNeighbours(_picture, _between);
        for (int i = 0; i < _way.Length; i++)
        {
            float held = _options.Smoothness * _between[i] - _options.Decay * 2 * (_picture[i] - _options.Ground);
            _picture[i] = Math.Clamp(_picture[i] + scale * _way[i] + _options.Rate * held, 0, 1);
        }
    }

    // What all widths say counts the same: else single pixels, whose gradients are the largest, would drown the rest.
    private void Gather()
    {
        for (int width = 0, distance = 1; width < _options.Widths; width++, distance *= 2)
        {
            float length = Length(_moved);
            for (int i = 0; length > 0 && i < _way.Length; i++)
                _way[i] += _moved[i] / length;
            if (width + 1 == _options.Widths)
                break;
            _planes.Blur(_moved, _wide, _between, distance);
            _wide.CopyTo(_moved, 0);
        }
    }

    private static float Length(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return float.IsFinite((float)sum) ? (float)Math.Sqrt(sum / values.Length) : 0;
    }

    private void Give(ReadOnlySpan<float> planes, Tensor picture)
    {
        var values = picture.Floats;
        for (int i = 0; i < planes.Length; i++)
        {
            int plane = i / _planes.Size;
            values[Place(i, plane)] = _low[plane] + planes[i] * _span[plane];
        }
    }

    private void Take(Tensor gradient, Span<float> planes)
    {
        var values = gradient.Floats;
        for (int i = 0; i < planes.Length; i++)
        {
            int plane = i / _planes.Size;
            planes[i] = values[Place(i, plane)] * _span[plane];
        }
    }

    private int Place(int i, int plane) => Score.ChannelAxis == 1 ? i : (i - plane * _planes.Size) * _planes.Count + plane;

    private static (float[] Low, float[] Span) Range(ReadOnlySpan<float> low, ReadOnlySpan<float> high, int channels)
    {
        if ((low.Length != 1 && low.Length != channels) || low.Length != high.Length)
            throw new CnnException($"a range of {low.Length} and {high.Length} numbers was given; the picture has {channels} channels");
        var (least, span) = (new float[channels], new float[channels]);
        for (int c = 0; c < channels; c++)
        {
            int at = low.Length == 1 ? 0 : c;
            (least[c], span[c]) = (low[at], high[at] - low[at]);
            if (!(span[c] > 0 && float.IsFinite(span[c])))
                throw new CnnException($"a picture's numbers from {low[at]} to {high[at]} are no range");
        }
        return (least, span);
    }
}
