using Cnn;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>
/// For each channel of a layer the pictures that excited it most, the most exciting first, no two of which are alike: of a sight that goes
/// on only the best moment stays. A channel is excited by what is above zero. One thread offers, any may read.
/// </summary>
internal sealed class PatchBoard
{
    /// <summary>How many a channel has.</summary>
    public const int Most = 9;

    /// <summary>What the patches of one layer may take at most, in bytes; of a layer with many channels they are smaller.</summary>
    public const long MostBytes = 48L << 20;

    private const int LargestSide = 56, LeastSide = 16;

    private readonly Network _network;
    private readonly EnteredPicture _entered;
    private readonly FieldTrace _field = new();
    private readonly ExcitingPatch?[] _patches;
    private readonly object _gate = new();
    private readonly Rect _whole;
    private PatchPixels? _wholePixels;
    private long _offered;

    /// <param name="network">The network.</param>
    /// <param name="layer">One of its layers.</param>
    public PatchBoard(Network network, Layer layer)
    {
        (_network, Layer, _entered) = (network, layer, new EnteredPicture(network.Parts));
        _patches = new ExcitingPatch?[layer.Channels * Most];
        _whole = new Rect(0, 0, _entered.Width, _entered.Height);
        Side = Math.Clamp((int)Math.Sqrt(MostBytes / (3.0 * layer.Channels * Most)), LeastSide, LargestSide);
    }

    public Layer Layer { get; }

    /// <summary>How long the longer side of a patch is at most, in pixels.</summary>
    public int Side { get; }

    /// <summary>How many bytes the patches take at most.</summary>
    public long Bytes => 3L * Side * Side * Most * Layer.Channels;

    /// <summary>How many pictures were offered.</summary>
    public long Offered => Volatile.Read(ref _offered);

    /// <summary>Offers a picture.</summary>
    /// <param name="values">The layer's, of a run on it.</param>
    /// <param name="entered">What entered the network.</param>
    /// <param name="origin">Where it is from.</param>
    public void Offer(Tensor values, Tensor entered, in PatchOrigin origin)
    {
        _entered.Take(entered);
        _wholePixels = null;
        // An empty sheet, or a camera with its cap on.
        if (_entered.IsEven)
            return;
        int size = Layer.Rows * Layer.Columns;
        for (int channel = 0; channel < Layer.Channels; channel++)
        {
            var map = values.Floats.Slice(channel * size, size);
            int at = Strongest(map);
            // What was no number is not the strongest.
            if (map[at] > 0 && float.IsFinite(map[at]) && MayEnter(channel, map[at], origin))
                Enter(channel, Patch(channel, at, map[at], origin));
        }
        Volatile.Write(ref _offered, _offered + 1);
    }

    /// <summary>The patches of a channel, the most exciting first.</summary>
    /// <param name="channel">Which one.</param>
    /// <param name="patches">Takes them.</param>
    /// <returns>How many there are.</returns>
    public int Read(int channel, Span<ExcitingPatch?> patches)
    {
        lock (_gate)
        {
            var own = Of(channel);
            own[..Math.Min(Most, patches.Length)].CopyTo(patches);
            int count = 0;
            while (count < Math.Min(Most, patches.Length) && own[count] is not null)
                count++;
            return count;
        }
    }

    private static int Strongest(ReadOnlySpan<float> map)
    {
        int best = 0;
        for (int i = 1; i < map.Length; i++)
            if (map[i] > map[best] || float.IsNaN(map[best]))
                best = i;
        return best;
    }

    private Span<ExcitingPatch?> Of(int channel) => _patches.AsSpan(channel * Most, Most);

    // Only this thread writes.
    private bool MayEnter(int channel, float value, in PatchOrigin origin)
    {
        var own = Of(channel);
        if (own[^1] is { } last && last.Value >= value)
            return false;
        foreach (var patch in own)
            if (patch is not null && patch.Value >= value && patch.IsOfSight(origin))
                return false;
        return true;
    }

    private ExcitingPatch Patch(int channel, int at, float value, in PatchOrigin origin)
    {
        var (y, x) = Math.DivRem(at, Layer.Columns);
        var box = _field.Of(new Unit(_network, Layer, channel, x, y, static _ => null), _network.Layers[0]);
        var field = box is { } seen ? new Rect(seen.Left, seen.Top, seen.Right - seen.Left + 1, seen.Bottom - seen.Top + 1) : _whole;
        // Pictures that are seen whole are the same for all channels.
        var pixels = field == _whole ? _wholePixels ??= _entered.Cut(_whole, Side) : _entered.Cut(field, Side);
        return new ExcitingPatch(value, x, y, field, pixels, origin);
    }

    // What is like a better one stays out; what is like it and worse goes.
    private void Enter(int channel, ExcitingPatch patch)
    {
        lock (_gate)
        {
            var own = Of(channel);
            foreach (var other in own)
                if (other is not null && other.Value >= patch.Value && other.IsLike(patch))
                    return;
            Span<ExcitingPatch?> kept = new ExcitingPatch?[Most + 1];
            int count = 0;
            bool entered = false;
            foreach (var other in own)
            {
                if (other is null)
                    break;
                if (!entered && other.Value < patch.Value)
                    (kept[count++], entered) = (patch, true);
                if (!entered || !other.IsLike(patch))
                    kept[count++] = other;
            }
            if (!entered)
                kept[count] = patch;
            kept[..Most].CopyTo(own);
        }
    }
}
