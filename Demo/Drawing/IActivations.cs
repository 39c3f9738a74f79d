using Cnn;
using Cnn.Gl;

namespace Demo.Drawing;

/// <summary>Activations that lie on the GPU, whoever computed them.</summary>
internal interface IActivations
{
    /// <summary>Grows whenever the values may have changed.</summary>
    long Version { get; }

    /// <summary>Grows whenever a node's value may have changed.</summary>
    long VersionOf(Node node) => Version;

    /// <summary>Where a node's value lies now; false when there is none.</summary>
    bool TryView(Node node, out GlView view);
}
