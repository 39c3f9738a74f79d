using System.Runtime.InteropServices;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Ranges on the processor, from the values that were sent from there: where there are no compute shaders.</summary>
internal sealed class HostRanges(GL gl) : IRangeSlots
{
    private readonly SlotBuffer _buffer = new(gl);
    private ValueRange[] _slots = [];
    private bool _changed;

    public int SlotsOf(int channels, long cells) => channels;

    public void Resize(int slots) => (_slots, _changed) = (new ValueRange[slots], true);

    public void Channels(in MapView view, int from, int to, int first)
    {
        var (_, _, rows, columns) = MapExtent.Of(view.Shape);
        int cells = rows * columns;
        for (int channel = from; channel < to; channel++)
            _slots[first + channel] = ValueRange.Of(view.Floats!.Floats.Slice(channel * cells, cells));
        _changed = true;
    }

    public void Layer(int first, int count, int target) => _slots[target] = ValueRange.Around(_slots.AsSpan(first, count));

    public void Network(int count)
    {
        _slots[0] = ValueRange.OfNetwork(_slots.AsSpan(1, count));
        _changed = true;
    }

    public void Complete()
    {
        if (_changed)
            _buffer.Fill(MemoryMarshal.Cast<ValueRange, float>(_slots));
        _changed = false;
    }

    public void Bind() => _buffer.Bind();

    public void Dispose() => _buffer.Dispose();
}
