namespace Demo.Drawing;

/// <summary>
/// Computes the smallest and largest values of channels, layers and the network into slots of a small buffer, from which the map shader
/// reads: on the device where there are compute shaders (<see cref="DeviceRanges"/>), else on the processor (<see cref="HostRanges"/>).
/// </summary>
internal interface IRangeSlots : IDisposable
{
    /// <summary>How many slots the channels of a map take, which come first among them.</summary>
    int SlotsOf(int channels, long cells);

    /// <summary>Makes room for so many slots; what they held is lost.</summary>
    void Resize(int slots);

    /// <summary>Computes some channels of a view's first image.</summary>
    /// <param name="view">Where the values lie.</param>
    /// <param name="from">The first channel.</param>
    /// <param name="to">The channel behind the last one.</param>
    /// <param name="first">The slot of channel 0.</param>
    void Channels(in MapView view, int from, int to, int first);

    /// <summary>Computes a layer's slot from those of its channels.</summary>
    void Layer(int first, int count, int target);

    /// <summary>Computes slot 0 from those of the layers, which come next.</summary>
    /// <param name="count">How many layers there are.</param>
    void Network(int count);

    /// <summary>What was asked for since the last call is there for what is drawn next.</summary>
    void Complete();

    /// <summary>Binds the slots to the current texture unit: not every device has storage buffers for corners.</summary>
    void Bind();
}
