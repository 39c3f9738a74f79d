using System.Collections.Immutable;
using Cnn;
using Cnn.Preprocessing;
using Demo.Outputs;

namespace Demo.Ui;

/// <summary>What a network said of a thing that another one has found; kept with the thing's number until it is asked again.</summary>
internal sealed class ThingAnswer
{
    private readonly ImmutableArray<Node> _reads;
    private readonly Tensor[] _values;
    private readonly Func<Node, Tensor?> _read;
    private readonly Func<Node, long> _runOf;
    private long _run;
    private bool _nothingFound;

    /// <param name="reads">What is kept of a run.</param>
    public ThingAnswer(ImmutableArray<Node> reads)
    {
        _reads = reads;
        _values = [.. reads.Select(node => new Tensor(node.Shape, node.Type))];
        _read = node => _values[_reads.IndexOf(node)];
        _runOf = _ => _run;
    }

    /// <summary>The thing's number.</summary>
    public int Id { get; set; }

    /// <summary>What was said.</summary>
    public Answer Answer { get; private set; }

    /// <summary>The part of the source that the network saw of the thing.</summary>
    public FramePart Part { get; private set; }

    /// <summary>Of which result of the finding network the thing's box was.</summary>
    public long Asked { get; set; }

    /// <summary>The last of these results in which the thing was.</summary>
    public long Seen { get; set; }

    /// <summary>The kept values.</summary>
    public RunValues Values => new(_read, _nothingFound) { RunOf = _runOf, Part = Part };

    /// <summary>Keeps what a run said.</summary>
    /// <param name="output">What the run's values are.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="run">The run's number, another one for each thing.</param>
    /// <param name="part">What the network saw.</param>
    /// <param name="nothingFound">Whether a digit was looked for there in vain.</param>
    public void Take(Output output, Func<Node, Tensor?> read, long run, in FramePart part, bool nothingFound)
    {
        for (int i = 0; i < _values.Length; i++)
            _values[i].CopyFrom(read(_reads[i])!);
        (_run, Part, _nothingFound) = (run, part, nothingFound);
        Answer = output.Answer(Values);
    }
}
