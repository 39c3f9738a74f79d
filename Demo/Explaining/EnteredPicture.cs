using Cnn;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What enters a network, as people see it: its numbers become colours again, whole or in parts.</summary>
internal sealed class EnteredPicture
{
    private readonly int _channels;
    private readonly bool _last, _backwards;
    private Tensor? _entered;

    public EnteredPicture(NetworkParts parts)
    {
        var (shape, recipe) = (parts.Preprocessing.Output.Shape, parts.Preprocessing.Recipe);
        _last = recipe?.Layout == ChannelLayout.Nhwc;
        _backwards = recipe?.Colors == ColorOrder.Bgr;
        (_channels, Height, Width) = _last ? (shape[3], shape[1], shape[2]) : (shape[1], shape[2], shape[3]);
        (Low, High) = (new float[_channels], new float[_channels]);
        for (int c = 0; c < _channels; c++)
            (Low[c], High[c]) = recipe is null ? (0, 1) : (recipe.Darkest(c), recipe.Brightest(c));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>What black is in each channel.</summary>
    public float[] Low { get; }

    /// <summary>What white is.</summary>
    public float[] High { get; }

    /// <summary>Takes the next picture; it is read as long as parts of it are asked for.</summary>
    public void Take(Tensor entered) => _entered = entered;

    /// <summary>Whether it has the same colour everywhere.</summary>
    public bool IsEven
    {
        get
        {
            var values = _entered!.Floats;
            int size = Width * Height;
            for (int i = 0; i < values.Length; i++)
                if (values[i] != values[_last ? i % _channels : i / size * size])
                    return false;
            return true;
        }
    }

    /// <summary>A part of it, in pixels; larger ones are made smaller.</summary>
    /// <param name="field">Which part; it lies inside.</param>
    /// <param name="side">How long the longer side may be, in pixels.</param>
    public PatchPixels Cut(in Rect field, int side)
    {
        var (left, top, wide, high) = ((int)field.X, (int)field.Y, (int)field.Width, (int)field.Height);
        float shrink = Math.Max(1, (float)Math.Max(wide, high) / side);
        int width = Math.Max(1, (int)(wide / shrink)), height = Math.Max(1, (int)(high / shrink));
        byte[] planes = new byte[3 * width * height];
        for (int i = 0; i < planes.Length; i++)
        {
            var (row, x) = Math.DivRem(i, width);
            var (plane, y) = Math.DivRem(row, height);
            planes[i] = Mean(
                plane, left + x * wide / width, top + y * high / height, left + (x + 1) * wide / width, top + (y + 1) * high / height);
        }
        return new PatchPixels(planes, width, height);
    }

    // Of at least one pixel.
    private byte Mean(int plane, int left, int top, int right, int bottom)
    {
        int channel = _channels < 3 ? 0 : _backwards ? 2 - plane : plane;
        var values = _entered!.Floats;
        float sum = 0;
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                sum += values[_last ? (y * Width + x) * _channels + channel : (channel * Height + y) * Width + x];
        float share = (sum / ((right - left) * (bottom - top)) - Low[channel]) / (High[channel] - Low[channel]);
        return (byte)(Math.Clamp(share, 0, 1) * 255 + 0.5f);
    }
}
