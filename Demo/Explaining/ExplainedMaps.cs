using Cnn;
using Demo.Drawing;

namespace Demo.Explaining;

/// <summary>The maps of networks, and those that explain what they say.</summary>
/// <param name="main">The networks'.</param>
/// <param name="why">The explanations.</param>
/// <param name="uploaded">Sends them to the device that draws.</param>
internal sealed class ExplainedMaps(IActivations main, WhyState why, UploadedActivations uploaded) : IActivations
{
    public IActivations Main => main;

    public long Version
    {
        get
        {
            // What is on may change, but no version comes twice.
            long version = main.Version;
            foreach (var shown in why.Shown)
                version += shown.Version;
            return _last = Math.Max(_last, version);
        }
    }

    private long _last;

    public long VersionOf(Node node) => Of(node)?.Version ?? main.VersionOf(node);

    public bool TryView(Node node, out MapView view) => TryView(node, -1, out view);

    public bool TryView(Node node, int channel, out MapView view) => Of(node) is { Map: { } map } shown
        ? uploaded.TryView(node, channel, map, shown.Version, out view)
        : main.TryView(node, channel, out view);

    private Explanation? Of(Node node)
    {
        foreach (var shown in why.Shown)
            if (shown.Node == node)
                return shown;
        return null;
    }
}
