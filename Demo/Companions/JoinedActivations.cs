using Cnn;
using Demo.Drawing;

namespace Demo.Companions;

/// <summary>The maps of the opened network, and those that lie over the source of the networks beside it.</summary>
/// <param name="main">The opened network's.</param>
/// <param name="companions">The others.</param>
internal sealed class JoinedActivations(IActivations main, Companion[] companions) : IActivations
{
    public long Version => main.Version;

    public long VersionOf(Node node) => Of(node)?.Version ?? 0;

    public bool TryView(Node node, out MapView view) => TryView(node, -1, out view);

    public bool TryView(Node node, int channel, out MapView view)
    {
        view = default;
        return Of(node) is { } maps && maps.TryView(node, channel, out view);
    }

    // Null where one beside it has not said anything yet.
    private IActivations? Of(Node node)
    {
        foreach (var companion in companions)
            if (companion.Has(node))
                return companion.Maps;
        return main;
    }
}
