using Cnn.Gl;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Ranges by compute shaders, where the values are: nothing comes back to the processor.</summary>
internal sealed class DeviceRanges(GL gl, DrawShaders shaders) : IRangeSlots
{
    // Of a channel, for one work group: 2,048 rounds of its 32 invocations.
    private const int PieceCells = 65_536;

    // Work groups along x; OpenGL allows 65,535.
    private const int MostAcross = 32_768;

    private readonly ActivationProgram _range = new(gl, shaders, "range.comp.glsl");
    private readonly RangeJoins _joins = new(gl, shaders);
    private readonly SlotBuffer _slots = new(gl);
    private bool _dispatched;

    // From two pieces on they have slots of their own behind the channels'.
    public int SlotsOf(int channels, long cells) => Pieces(cells) is > 1 and var pieces ? channels * (1 + pieces) : channels;

    public void Resize(int slots) => _slots.Fill(new float[2 * slots]);

    // A work group for each channel, or for the four that lie together, and each of its pieces.
    public void Channels(in MapView view, int from, int to, int first)
    {
        gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _slots.Buffer);
        var program = _range.Use(view, 0, _ => [$"PIECE_CELLS {PieceCells}"]);
        var (_, channels, rows, columns) = MapExtent.Of(view.Shape);
        int pieces = Pieces((long)rows * columns), together = view.Layout == GlLayout.C4 ? 4 : 1;
        int groups = (to - 1) / together - from / together + 1, across = Math.Min(groups, MostAcross);
        gl.Uniform1(program["firstChannel"], from);
        gl.Uniform1(program["firstSlot"], pieces > 1 ? first + channels : first);
        gl.DispatchCompute((uint)across, (uint)((groups - 1) / across + 1), (uint)pieces);
        if (pieces > 1)
            for (int channel = from; channel < to; channel++)
                _joins.Channel(first + channels + channel * pieces, pieces, first + channel);
        _dispatched = true;
    }

    public void Layer(int first, int count, int target) => _joins.Layer(first, count, target);

    public void Network(int count)
    {
        RunJoins();
        _joins.Network(1, count);
        _dispatched = true;
    }

    public void Complete()
    {
        RunJoins();
        if (_dispatched)
            gl.MemoryBarrier(MemoryBarrierMask.TextureFetchBarrierBit);
        _dispatched = false;
    }

    public void Bind() => _slots.Bind();

    public void Dispose()
    {
        _range.Dispose();
        _joins.Dispose();
        _slots.Dispose();
    }

    private void RunJoins()
    {
        gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _slots.Buffer);
        _dispatched |= _joins.Run();
    }

    private static int Pieces(long cells) => Math.Max(1, (int)((cells + PieceCells - 1) / PieceCells));
}
