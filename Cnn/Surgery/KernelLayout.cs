using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>
/// Where the numbers of a layer's kernels lie in its weights: of Conv [M, C/group, …], of ConvTranspose [C, M/group, …], of Gemm and
/// MatMul a column of the matrix [K, M], or with transB a row of [M, K].
/// </summary>
public sealed class KernelLayout
{
    private readonly Node _layer;
    private readonly int _mapsOfGroup, _mapStride, _channelStride;

    private KernelLayout(Node layer)
    {
        _layer = layer;
        var weights = layer.Inputs[1].Shape;
        bool transposed = layer.Op is ConvTranspose;
        int group = layer.Op switch { Conv conv => conv.Group, ConvTranspose conv => conv.Group, _ => 1 };
        if (layer.Op is Conv or ConvTranspose)
        {
            Taps = new Shape(weights.AsSpan()[2..]);
            (Maps, Channels) = transposed ? (weights[1] * group, weights[0] / group) : (weights[0], weights[1]);
            (_mapStride, _channelStride) = transposed ? (TapCount, weights[1] * TapCount) : (weights[1] * TapCount, TapCount);
            // A group of a ConvTranspose begins a block of input channels; one of a Conv goes on with the next output channel.
            _mapsOfGroup = transposed ? weights[1] : Maps;
            return;
        }
        bool rows = layer.Op is Gemm { TransB: true };
        (Maps, Channels) = weights.Rank == 1 ? (1, weights[0]) : rows ? (weights[0], weights[1]) : (weights[1], weights[0]);
        (_mapStride, _channelStride) = rows ? (Channels, 1) : (1, Maps);
        _mapsOfGroup = Maps;
    }

    /// <summary>Output channels, each with a kernel.</summary>
    public int Maps { get; }

    /// <summary>How many channels a kernel reads: C/group, of a matrix all K numbers.</summary>
    public int Channels { get; }

    /// <summary>The numbers for one channel, [kH, kW] of two axes; a single number of a matrix.</summary>
    public Shape Taps { get; } = [];

    /// <summary>How many numbers that are.</summary>
    public int TapCount => (int)Taps.Count;

    /// <summary>Which axis of the layer's output counts its maps.</summary>
    public int OutputAxis => _layer.Op is Gemm or MatMul ? Math.Max(0, _layer.Shape.Rank - 1) : 1;

    /// <summary>The layout of a layer's weights; null for an operator that has no kernels.</summary>
    public static KernelLayout? Of(Node layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Op is Conv or ConvTranspose or Gemm || (layer.Op is MatMul && layer.Inputs[1].Shape.Rank <= 2)
            ? new KernelLayout(layer) : null;
    }

    /// <summary>A kernel's numbers, row by row, channel after channel.</summary>
    /// <param name="weights">The layer's weights.</param>
    /// <param name="map">The output channel, 0 … Maps − 1.</param>
    /// <param name="channel">The channel that it reads, 0 … Channels − 1 within the map's group; null: all of them.</param>
    /// <exception cref="CnnException">There is no such channel.</exception>
    public float[] Read(Tensor weights, int map, int? channel)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (first, count) = Range(map, channel);
        var numbers = new float[count * TapCount];
        for (int i = 0; i < count; i++)
            weights.Floats.Slice(At(map, first + i), TapCount).CopyTo(numbers.AsSpan(i * TapCount));
        return numbers;
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(Tensor weights, int map, int? channel, ReadOnlySpan<float> numbers)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (first, count) = Range(map, channel);
        for (int i = 0; i < count; i++)
            numbers.Slice(i * TapCount, TapCount).CopyTo(weights.Floats[At(map, first + i)..]);
    }

    private int At(int map, int channel)
    {
        var (group, within) = Math.DivRem(map, _mapsOfGroup);
        return (group * Channels + channel) * _channelStride + within * _mapStride;
    }

    private (int First, int Count) Range(int map, int? channel)
    {
        Require(map, Maps, "output");
        if (channel is { } one)
            Require(one, Channels, "input");
        return channel is { } first ? (first, 1) : (0, Channels);
    }

    /// <summary>Checks an output channel's number.</summary>
    internal void RequireMap(int map) => Require(map, Maps, "output");

    private void Require(int channel, int count, string what)
    {
        if (channel < 0 || channel >= count)
            throw new CnnException($"'{_layer.Name}' has {what} channels 0 to {count - 1}; there is no {channel}");
    }
}
