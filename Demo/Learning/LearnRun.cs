using System.Collections.Immutable;
using Cnn;
using Cnn.Backends;
using Cnn.Training;

namespace Demo.Learning;

/// <summary>One training with what is told of it; belongs to the thread that trains.</summary>
internal sealed class LearnRun : IDisposable
{
    // Over so many pictures gradients and activations are looked at.
    private const int Probed = 64;

    private readonly RunSettings _settings;
    private readonly TrainingRun _training;
    private readonly LayerProbe _probe;
    private readonly KeptEpochs _kept = new();
    private readonly ImmutableArray<string> _names;
    private ImmutableArray<LayerNews> _layers;

    /// <param name="backend">Where it runs.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="settings">What was chosen.</param>
    /// <exception cref="CnnException">The pictures are too few or too small.</exception>
    public LearnRun(IBackend backend, LearnData data, RunSettings settings)
    {
        _settings = settings;
        var (train, heldOut) = (data.Train, data.HeldOut);
        Cnn.Networks.Network Build(int batch) =>
            settings.Architecture.Build(Variables, batch, train.Channels, train.Height, train.Width, train.Classes);
        var probed = Build(Math.Min(Probed, heldOut.Count));
        _names = [.. probed.Graph.Variables.Select(variable => variable.Name)];
        _training = new TrainingRun(backend, Variables, Build, train, heldOut, settings.Training);
        _probe = new LayerProbe(backend, Variables, probed, heldOut);
        _layers = _probe.Look();
        _kept.Add(0, Variables.Published, _names, null);
    }

    /// <summary>The weights.</summary>
    public VariableSet Variables { get; } = new();

    public int StepsPerEpoch => _training.StepsPerEpoch;

    public long Steps => _training.Steps;

    public bool IsOver => _training.Latest.Ended is not null;

    /// <summary>Learns from one batch.</summary>
    /// <param name="rateFactor">How much higher the learning rate is than usual.</param>
    public void Step(double rateFactor)
    {
        _training.Rate = _settings.UsualRate * rateFactor;
        int epochs = _training.Latest.Epochs.Length;
        _training.Step();
        var state = _training.Latest;
        if (state.Epochs.Length > epochs)
            _kept.Add(state.Epochs.Length, Variables.Published, _names, state.HeldOut);
    }

    /// <summary>Publishes the newest weights.</summary>
    public void Publish() => _training.Publish();

    /// <summary>Looks into the layers, as they were published last.</summary>
    public void Look() => _layers = _probe.Look();

    public RunNews Tell()
    {
        var state = _training.Latest;
        var curves = new RunCurves(_training.Losses.ToArray(), state.Epochs, StepsPerEpoch);
        return new RunNews(_settings, state, state.Best, curves, _layers, _kept.Epochs, Variables.Published, Variables);
    }

    public void Dispose()
    {
        _probe.Dispose();
        _training.Dispose();
    }
}
