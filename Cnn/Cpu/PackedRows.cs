namespace Cnn.Cpu;

/// <summary>Moves maps between packs and rows.</summary>
internal static unsafe class PackedRows
{
    // So many places at a time, that both sides stay in the first-level cache.
    private const int Block = 64;

    /// <summary>Reads a packed value row-major on the calling thread, for who looks at it after a run.</summary>
    public static void Copy(CpuTensor from, Span<float> to)
    {
        fixed (float* rows = to)
            for (int pack = 0; pack < from.Shape[0] * from.Packs; pack++)
                Copy(from, pack, rows, toPacks: false);
    }

    /// <summary>Copies the map of one pack.</summary>
    /// <param name="packed">The packed value.</param>
    /// <param name="pack">Which of its packs, those of all images counted.</param>
    /// <param name="rows">The first element of the row-major value.</param>
    /// <param name="toPacks">Whether it goes from rows to packs.</param>
    public static void Copy(CpuTensor packed, int pack, float* rows, bool toPacks)
    {
        int lanes = packed.Lanes, plane = packed.Plane, channels = packed.Shape[1];
        int image = pack / packed.Packs, first = pack % packed.Packs * lanes, count = Math.Min(lanes, channels - first);
        float* packs = packed.Floats + pack * packed.PackStride;
        rows += ((long)image * channels + first) * plane;
        for (int begin = 0; begin < plane; begin += Block)
        {
            int end = Math.Min(plane, begin + Block);
            for (int lane = 0; lane < count; lane++)
            {
                float* row = rows + (long)lane * plane, last = row + end, place = packs + (long)begin * lanes + lane;
                row += begin;
                if (toPacks)
                    for (; row < last; row++, place += lanes)
                        *place = *row;
                else
                    for (; row < last; row++, place += lanes)
                        *row = *place;
            }
        }
    }
}
