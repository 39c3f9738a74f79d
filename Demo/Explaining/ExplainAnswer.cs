using Cnn;
using Cnn.Preprocessing;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What is asked of all methods that are on.</summary>
/// <param name="Parts">The network.</param>
/// <param name="Score">Which of its scores.</param>
/// <param name="ByPerson">Whether a person chose that score: who has is answered at once.</param>
/// <param name="Part">The part of the frame that the network saw.</param>
/// <param name="Mean">Whether methods compare with the picture's mean colour, and not with black.</param>
/// <param name="Value">Where it is no score that is asked about but another value: its node, which <c>Score</c> is in then.</param>
internal readonly record struct ExplainQuestion(
    NetworkParts Parts, NamedScore Score, bool ByPerson, FramePart Part, bool Mean, Node? Value = null)
{
    /// <summary>Whether what was compiled for the other question answers this one.</summary>
    public bool IsLike(in ExplainQuestion other) => Parts == other.Parts && Value == other.Value;
}

/// <summary>What one method has said last, between the thread that computes it and the one that shows it.</summary>
internal sealed class ExplainAnswer
{
    public Tensor? Map { get; set; }

    public string Label { get; set; } = "";

    public FramePart Part { get; set; }

    public bool IsSigned { get; set; }

    public (int Done, int Of) Runs { get; set; }

    /// <summary>Of methods whose values sum up to it: their sum, and how much higher the score is than at the baseline.</summary>
    public (double Sum, double Gain)? Total { get; set; }

    /// <summary>What is wrong, one line; else empty.</summary>
    public string Fault { get; set; } = "";

    /// <summary>Whether nobody has taken it yet.</summary>
    public bool IsNew { get; set; }
}
