using Cnn;
using Cnn.Preprocessing;
using Demo.Outputs;

namespace Demo.Ui;

/// <summary>A network beside the opened one, as the screen knows it: a row with a switch, and what lies over the source.</summary>
/// <param name="name">What a person calls it.</param>
/// <param name="help">One sentence.</param>
/// <param name="listed">Whether it is in the list before a person asks what else there is.</param>
internal sealed class CompanionRow(string name, string help, bool listed)
{
    public string Name => name;

    public string Help => help;

    /// <summary>Whether it runs, or will when it is ready.</summary>
    public bool IsOn
    {
        get;
        set
        {
            field = value;
            // Where it was switched on it is switched off again.
            IsListed |= value;
        }
    }

    /// <summary>Whether it stands in the short list.</summary>
    public bool IsListed { get; private set; } = listed;

    /// <summary>How far it is with being compiled, 0…1.</summary>
    public double Progress { get; set; } = 1;

    /// <summary>What it said last, in a few words.</summary>
    public string Said { get; set; } = "";

    /// <summary>How long a run takes on the device; NaN while that is not known.</summary>
    public double Milliseconds { get; set; } = double.NaN;

    /// <summary>What its output is; null until it has said something of what there is to see.</summary>
    public Output? Output { get; set; }

    /// <summary>Reads what its newest run left of a picture.</summary>
    public Func<Node, Tensor?> Read { get; set; } = static _ => null;

    public Func<Node, long> RunOf { get; set; } = static _ => 0;

    /// <summary>The part of the source that it sees.</summary>
    public FramePart Part { get; set; } = FramePart.Whole;

    /// <summary>Whether it says something of each thing that another network finds, and not of the whole picture.</summary>
    public bool LooksAtThings { get; set; }

    /// <summary>Whose things those are: another row's; null for the opened network's.</summary>
    public CompanionRow? Finder { get; set; }

    /// <summary>What it said of them.</summary>
    public List<ThingAnswer> Things { get; } = [];

    /// <summary>What its newest run left, at a time of the app's clock.</summary>
    public RunValues ValuesAt(double time) => new(Read, NothingFound: false) { Time = time, RunOf = RunOf };

    /// <summary>What it said of a thing; null while that is nothing.</summary>
    public ThingAnswer? AnswerOf(int thing)
    {
        foreach (var answer in Things)
            if (answer.Id == thing)
                return answer;
        return null;
    }
}
