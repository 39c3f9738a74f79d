using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Makes ranges of ranges, on the GPU: a channel's from its pieces', a layer's from its channels', the network's.</summary>
internal sealed class RangeJoins(GL gl, DrawShaders shaders) : IDisposable
{
    // The range of what Count slots hold. Four words: Mesa 22's software device misreads arrays of ivec3.
    private readonly record struct Union(int First, int Count, int Target, int Unused = 0);

    // Of one launch.
    private const int MostJoins = 64;

    private readonly DrawProgram _join = shaders.Link(["join.comp.glsl"], $"MOST_JOINS {MostJoins}");
    private readonly List<Union> _channels = [], _layers = [];
    private DrawProgram? _network;

    /// <summary>A channel's range, from those of its pieces.</summary>
    public void Channel(int first, int count, int target) => _channels.Add(new Union(first, count, target));

    /// <summary>A layer's range, from those of its channels.</summary>
    public void Layer(int first, int count, int target) => _layers.Add(new Union(first, count, target));

    /// <summary>Computes what was asked for; false if that was nothing.</summary>
    public bool Run() => Run(_channels) | Run(_layers);

    /// <summary>Computes slot 0 from those of the layers.</summary>
    public void Network(int first, int count)
    {
        gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _network ??= shaders.Link(["network_range.comp.glsl"]);
        _network.Use();
        gl.Uniform2(_network["layers"], first, count);
        gl.DispatchCompute(1, 1, 1);
    }

    public void Dispose()
    {
        _join.Dispose();
        _network?.Dispose();
    }

    // All at once, behind a single barrier: on a software device a launch costs more than what it computes.
    private bool Run(List<Union> unions)
    {
        if (unions.Count == 0)
            return false;
        gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _join.Use();
        var joins = MemoryMarshal.Cast<Union, int>(CollectionsMarshal.AsSpan(unions));
        for (int first = 0; first < unions.Count; first += MostJoins)
        {
            int count = Math.Min(MostJoins, unions.Count - first);
            gl.Uniform4(_join["joins"], (uint)count, joins.Slice(4 * first, 4 * count));
            gl.DispatchCompute((uint)count, 1, 1);
        }
        unions.Clear();
        return true;
    }
}
