using Cnn;
using Cnn.Preprocessing;

namespace Demo.Explaining;

/// <summary>What one method has said, for the screen.</summary>
/// <param name="method">The method.</param>
internal sealed class Explanation(ExplainMethod method)
{
    private string _of = "";

    public ExplainMethod Method => method;

    /// <summary>What the map is drawn as; null before the first answer.</summary>
    public Node? Node { get; private set; }

    /// <summary>The map, 1×1×h×w.</summary>
    public Tensor? Map { get; private set; }

    /// <summary>Grows with each answer.</summary>
    public long Version { get; private set; }

    /// <summary>Whether values below zero speak against it.</summary>
    public bool IsSigned { get; private set; }

    /// <summary>The part of the frame that the map lies over.</summary>
    public FramePart Part { get; private set; } = FramePart.Whole;

    /// <summary>How many runs there were, and of how many.</summary>
    public (int Done, int Of) Runs { get; private set; }

    /// <summary>Of methods whose values sum up to it: their sum, and how much higher the score is than at the baseline.</summary>
    public (double Sum, double Gain)? Total { get; private set; }

    /// <summary>What its colours say, a sentence; or what is wrong.</summary>
    public string Says { get; private set; } = "";

    public bool IsFault { get; private set; }

    /// <summary>Takes over an answer.</summary>
    public void Take(ExplainAnswer answer)
    {
        Version++;
        IsFault = answer.Fault.Length > 0;
        if (IsFault)
        {
            (Says, _of, Map, Node) = (answer.Fault, "", null, null);
            return;
        }
        if (Map?.Shape != answer.Map!.Shape)
            (Map, Node) = (new Tensor(answer.Map.Shape), new Node(new Input(answer.Map.Shape), method.Name));
        Map.CopyFrom(answer.Map);
        (IsSigned, Part, Runs, Total) = (answer.IsSigned, answer.Part, answer.Runs, answer.Total);
        if (_of != answer.Label)
            (_of, Says) = (answer.Label, string.Format(method.Says, answer.Label));
    }
}
