using System.Collections.Immutable;

namespace Cnn.Preprocessing;

/// <summary>Something about the preprocessing that a person can choose while it runs.</summary>
/// <param name="Name">For people.</param>
/// <param name="Input">An Input Int32 [1] that takes the index of the choice.</param>
/// <param name="Choices">What each value means.</param>
/// <param name="Default">The value to begin with.</param>
/// <param name="Tip">What it does, in one sentence.</param>
public sealed record Switch(string Name, Node Input, ImmutableArray<string> Choices, int Default, string Tip)
{
    /// <summary>A switch of two values, 0 off and 1 on.</summary>
    internal static Switch OnOff(string name, string tip, bool on = true) => Of(name, tip, on ? 1 : 0, "off", "on");

    /// <summary>A switch whose input bears its name.</summary>
    internal static Switch Of(string name, string tip, int standard, params ImmutableArray<string> choices) =>
        new(name, new Node(new Input([1], DataType.Int32), name), choices, standard, tip);
}
