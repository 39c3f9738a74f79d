using Cnn;

namespace Demo.Drawing;

/// <summary>Activations that lie on the GPU, whoever computed them.</summary>
internal interface IActivations
{
    /// <summary>Grows whenever the values may have changed.</summary>
    long Version { get; }

    /// <summary>Grows whenever a node's value may have changed.</summary>
    long VersionOf(Node node) => Version;

    /// <summary>Where a node's value lies now; false when there is none.</summary>
    bool TryView(Node node, out MapView view);

    /// <summary>The same where of a map only one channel is looked at: the others may be of an earlier run then.</summary>
    /// <param name="node">The node.</param>
    /// <param name="channel">The channel; −1: all.</param>
    /// <param name="view">Where all of the value has its place.</param>
    bool TryView(Node node, int channel, out MapView view) => TryView(node, out view);
}
