using Cnn;
using Cnn.Backends;
using Demo.Drawing;
using Demo.Sources;

namespace Demo.Engines;

/// <summary>
/// Runs the network for the window without ever holding it up: the backend on this thread a slice at a time, or on a
/// worker. All calls come from the thread that draws.
/// </summary>
internal interface IEngine : IDisposable
{
    /// <summary>The backend's name and device, for people.</summary>
    string Backend { get; }

    string Device { get; }

    /// <summary>The maps of the last complete run, to be drawn.</summary>
    IActivations Activations { get; }

    /// <summary>How far it is with what comes before the first result (compiling, or a slow first run), 0…1.</summary>
    double Progress { get; }

    /// <summary>What that is, for people.</summary>
    string Preparing => "compiling shaders";

    /// <summary>Goes on compiling for about the budget; true when ready to run.</summary>
    bool Prepare(TimeSpan budget);

    /// <summary>Whether a run is under way, or another one cannot begin yet.</summary>
    bool Busy { get; }

    /// <summary>Begins a run on a copy of the frame; only when ready and not busy.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="choices">The value of each preprocessing switch.</param>
    /// <param name="device">Where the picture may lie on the device that draws.</param>
    void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device);

    /// <summary>Goes on with the run for about the budget (negative: to its end); true once, when it is complete.</summary>
    bool Advance(TimeSpan budget);

    /// <summary>
    /// The newest value of a node that has come back; null before the first. Asking is what makes it come: unless the
    /// engine waits for each run, it is one run late at first.
    /// </summary>
    Tensor? Read(Node node);

    /// <summary>Which run the value belongs to that <see cref="Read"/> gives for a node; 0 for none.</summary>
    long RunOf(Node node);

    /// <summary>How many runs are complete.</summary>
    long Runs { get; }

    /// <summary>Time of each kernel of the last run that was timed: the first one, and each for which it was asked.</summary>
    IReadOnlyList<NodeTime> Timings { get; }

    /// <summary>Asks for the times of the next run; on some devices they make it slower.</summary>
    void TimeNextRun() { }
}
