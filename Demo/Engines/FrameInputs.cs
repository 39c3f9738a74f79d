using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Engines;

/// <summary>Writes frames, switches and dials into a session, with tensors that are made once and reused.</summary>
internal sealed class FrameInputs(NetworkParts parts)
{
    private readonly Tensor _size = new([2], DataType.Int32);
    private readonly Tensor[] _choices = [.. parts.Preprocessing.Switches.Select(_ => new Tensor([1], DataType.Int32))];
    private readonly bool[] _written = new bool[parts.Preprocessing.Switches.Length];
    private readonly Tensor?[] _dials = new Tensor?[parts.Dials.Length];
    private readonly Tensor[] _keptDials = new Tensor[parts.Dials.Length];
    private int[]? _pixels;
    private Tensor? _frame;
    private Frame _kept;
    private int[] _keptPixels = [], _keptChoices = [];

    /// <summary>
    /// Copies a frame, the switches and the dials for <see cref="WriteKept"/>: the person goes on drawing into the source's pixels.
    /// </summary>
    public void Keep(in Frame frame, ReadOnlySpan<int> choices)
    {
        // Parts of frames have many sizes; what lies behind the last pixel is not read.
        if (_keptPixels.Length < frame.Count)
            _keptPixels = new int[frame.Count];
        frame.Pixels.AsSpan(0, frame.Count).CopyTo(_keptPixels);
        _kept = frame with { Pixels = _keptPixels };
        if (!choices.SequenceEqual(_keptChoices))
            _keptChoices = choices.ToArray();
        for (int i = 0; i < _keptDials.Length; i++)
            _keptDials[i] = parts.Dials[i].Value;
    }

    /// <summary>Writes what was kept; may be on another thread than <see cref="Keep"/>, not at the same time.</summary>
    public void WriteKept(ISession session)
    {
        WriteFrame(session, _kept, _keptChoices, null);
        for (int i = 0; i < _dials.Length; i++)
            WriteDial(session, i, _keptDials[i]);
    }

    /// <summary>Writes what changed since the last call, and the frame: from where it lies on the session's device, if it does.</summary>
    public void Write(ISession session, in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device = null)
    {
        WriteFrame(session, frame, choices, device);
        for (int i = 0; i < _dials.Length; i++)
            WriteDial(session, i, parts.Dials[i].Value);
    }

    private void WriteFrame(ISession session, in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
    {
        var preprocessing = parts.Preprocessing;
        if (session is IGlSession gl && device is not null && device.Holds(frame))
            gl.Write(preprocessing.Frame, device.Buffer(), frame.Count);
        else
            WritePixels(session, frame);
        _size.Span<int>()[0] = frame.Height;
        _size.Span<int>()[1] = frame.Width;
        session.Write(preprocessing.FrameSize, _size);
        for (int i = 0; i < _choices.Length; i++)
        {
            ref int value = ref _choices[i].Span<int>()[0];
            if (_written[i] && value == choices[i])
                continue;
            value = choices[i];
            _written[i] = true;
            session.Write(preprocessing.Switches[i].Input, _choices[i]);
        }
    }

    private void WriteDial(ISession session, int index, Tensor value)
    {
        if (_dials[index] == value)
            return;
        _dials[index] = value;
        session.Write(parts.Dials[index].Input, value);
    }

    // Canvas and pictures give the same array again and again; the tensor only wraps it.
    private void WritePixels(ISession session, in Frame frame)
    {
        if (_pixels != frame.Pixels)
            (_pixels, _frame) = (frame.Pixels, Tensor.Vector(frame.Pixels));
        session.Write(parts.Preprocessing.Frame, _frame!);
    }
}
