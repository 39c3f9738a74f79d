using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The keys of <see cref="FiltersView"/>.</summary>
/// <param name="lab">What they change.</param>
internal sealed class LabKeys(LabState lab)
{
    /// <summary>The keys that are buttons at the bottom.</summary>
    public static ImmutableArray<Chord> Legend { get; } = [Key.K, Key.A, Key.G];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.K, "kernel", "Takes the next kernel of the list.", KeyGroup.Choosing, (_, app) => lab.NextKernel(1, app)),
        new(Key.J, "kernel before", "Takes the kernel before in the list.", KeyGroup.Choosing, (_, app) => lab.NextKernel(-1, app)),
        new(Key.A, "activation", "Changes the activation: none, ReLU, leaky ReLU, sigmoid, tanh.", KeyGroup.Choosing,
            (_, app) => lab.NextActivation(app)),
    ];
}
