using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// The gradients of the score on the straight way from a baseline, such as a black picture, to the picture, on average, times how far
/// each number is from the baseline; summed over the channels. All places together come to how much higher the score is than at the
/// baseline. A run is a step: any number of them gives a map, and 3, 9, 27, 81, 243 are spread evenly. Steps are shorter near the
/// baseline, where a network's score changes most: the place is the square of how far one is in time.
/// Source: Sundararajan et al., "Axiomatic Attribution for Deep Networks", ICML 2017.
/// </summary>
public sealed class IntegratedGradients : Attribution
{
    // The score at both ends.
    private const int Ends = 2;

    private const int FirstSteps = 9;

    private readonly Node _share, _values, _step;
    private readonly Tensor _map, _read, _shareValue = new([1]), _score;
    private readonly double[] _sums;

    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <param name="steps">How many steps the way has at most.</param>
    /// <exception cref="CnnException">An operator has no gradient.</exception>
    public IntegratedGradients(ExplainedScore score, int steps = 243) : base(score)
    {
        if (steps < 1)
            throw new CnnException($"integrated gradients take at least 1 step; {steps} were asked for");
        Steps = steps;
        Baseline = new Node(new Input(score.Picture.Shape), "baseline");
        _share = new Node(new Input([1]), "share");
        var distance = score.Picture - Baseline;
        var place = Baseline + distance * _share;
        _values = score.ValuesOf(place);
        var gradient = Autodiff.Gradients(new Node(new ReduceSum(KeepDims: false), [_values]), [place])[0];
        _step = score.OverChannels(axes => new ReduceSum(axes), gradient * distance);
        (_map, _read, _score) = (new Tensor(_step.Shape), new Tensor(_step.Shape), new Tensor(_values.Shape));
        _sums = new double[_step.Shape.Count];
        (AtBaseline, AtPicture) = (new float[score.Count], new float[score.Count]);
    }

    /// <summary>Input, of the picture's shape: what the score is compared with. See <see cref="Baselines"/>.</summary>
    public Node Baseline { get; }

    /// <summary>How many steps the way has at most.</summary>
    public int Steps { get; }

    /// <summary>The score of each picture's baseline, once the first run was made.</summary>
    public float[] AtBaseline { get; }

    /// <summary>
    /// The score of each picture, once two runs were made. The map's sum comes to its distance from <see cref="AtBaseline"/>.
    /// </summary>
    public float[] AtPicture { get; }

    /// <inheritdoc/>
    public override int Runs => Ends + Steps;

    /// <inheritdoc/>
    public override int Enough => Ends + Math.Min(FirstSteps, Steps);

    /// <inheritdoc/>
    public override bool IsSigned => true;

    /// <inheritdoc/>
    public override Tensor Map => _map;

    private protected override ImmutableArray<Node> Outputs => [_step, _values];

    private protected override void Prepare(ISession session, int run)
    {
        float time = run < Ends ? run : Time(run - Ends);
        _shareValue.Floats[0] = time * time;
        session.Write(_share, _shareValue);
    }

    private protected override void Take(ISession session, int run)
    {
        if (run < Ends)
        {
            session.Read(_values, _score);
            _score.Floats.CopyTo(run == 0 ? AtBaseline : AtPicture);
            return;
        }
        session.Read(_step, _read);
        // How fast the place moves then.
        double speed = 2 * Time(run - Ends);
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += speed * _read.Floats[i];
            _map.Floats[i] = (float)(_sums[i] / (run - Ends + 1));
        }
    }

    private protected override void Forget()
    {
        _sums.AsSpan().Clear();
        _map.Floats.Clear();
    }

    /// <summary>When a step is, 0…1: the first 3ⁿ steps are the middles of 3ⁿ equal parts.</summary>
    internal static float Time(int step)
    {
        // The digits of the step to base 3, mirrored at the point, count middle, left, right: 0, −1, +1.
        double time = 0.5;
        for (double part = 1 / 3.0; step > 0; step /= 3, part /= 3)
            time += (step % 3) switch { 0 => 0, 1 => -part, _ => part };
        return (float)time;
    }
}
