using System.Collections.Immutable;
using Cnn.Backends;

namespace Cnn.Explain;

/// <summary>
/// How much each place of a picture has to do with a score, by one method: a graph, which any backend runs, once or again and again with
/// a better map after each run. It remembers the map of one session's runs; <see cref="Restart"/> begins with another picture or score.
/// </summary>
public abstract class Attribution
{
    private Graph? _graph;

    private protected Attribution(ExplainedScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        Score = score;
    }

    /// <summary>What is explained.</summary>
    public ExplainedScore Score { get; }

    /// <summary>What a backend compiles. Its inputs are the picture, the choice of the score, and what <see cref="Step"/> writes.</summary>
    public Graph Graph => _graph ??= new Graph(Outputs);

    /// <summary>Only what <see cref="Step"/> reads is kept: faster than keeping all.</summary>
    public static CompileOptions Options { get; } = new() { Watched = [] };

    /// <summary>After how many runs the map is as good as it gets.</summary>
    public virtual int Runs => 1;

    /// <summary>After how many runs the map covers the picture and is worth looking at.</summary>
    public virtual int Enough => Runs;

    /// <summary>How many there were since <see cref="Restart"/>.</summary>
    public int Done { get; private set; }

    /// <summary>Whether values below zero mean that a place speaks against the score; else there are none.</summary>
    public virtual bool IsSigned => false;

    /// <summary>
    /// The map so far, [N,1,h,w] over the whole picture: h×w is the picture's size, or that of the feature map that is weighted. Its
    /// values are overwritten by the next <see cref="Step"/>.
    /// </summary>
    public abstract Tensor Map { get; }

    /// <summary>Forgets all runs.</summary>
    public void Restart()
    {
        Done = 0;
        Forget();
    }

    /// <summary>Makes one run, whose picture and choice are written already, and takes its result into <see cref="Map"/>.</summary>
    /// <param name="session">A session of <see cref="Graph"/>; between two restarts the same one, with the same inputs.</param>
    /// <returns>Whether the map is as good as it gets.</returns>
    public bool Step(ISession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (Done == Runs)
            return true;
        Prepare(session, Done);
        session.Run();
        Take(session, Done);
        return ++Done == Runs;
    }

    /// <summary>The nodes that are read after a run.</summary>
    private protected abstract ImmutableArray<Node> Outputs { get; }

    /// <summary>Writes what is another value in each run.</summary>
    private protected virtual void Prepare(ISession session, int run) { }

    /// <summary>Takes over what a run came to.</summary>
    private protected abstract void Take(ISession session, int run);

    private protected virtual void Forget() { }
}
