// Under a sliding window: the largest element (MAX), its index in the flattened input, the first on ties (INDICES), or the
// average. An invocation per output texel. Padding is −∞ or does not count. A large window is cut along its axes into
// SLICES(axis), with a result each; an index is then the place in the channel.
#include "common/window_count.glsl"
#include "common/slices.glsl"
#ifdef INDICES
#include "common/pool_index.glsl"
#endif

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS;
    int plane = element / PLANE;
    int x = element % W * STRIDE(2) - PAD(2);
    int y = element / W % H * STRIDE(1) - PAD(1);
    int z = element % PLANE / (W * H) * STRIDE(0) - PAD(0);
#if defined(INDICES)
    float best = 0.0;
    T result = -1;
#elif defined(MAX)
    T result = T(LOWEST);
#else
    T result = T(0);
#endif
    ivec2 zs = slice(KERNEL(0), SLICES(0), part % SLICES(0)), ys = slice(KERNEL(1), SLICES(1), part / SLICES(0) % SLICES(1));
    ivec2 xs = slice(KERNEL(2), SLICES(2), part / (SLICES(0) * SLICES(1)));
    for (int kz = zs.x; kz < zs.y; kz++)
        for (int ky = ys.x; ky < ys.y; ky++)
            for (int kx = xs.x; kx < xs.y; kx++)
            {
                int iz = z + kz * DILATION(0);
                int iy = y + ky * DILATION(1);
                int ix = x + kx * DILATION(2);
                if (uint(iz) < uint(D0) && uint(iy) < uint(H0) && uint(ix) < uint(W0))
                {
                    int at = ((plane * D0 + iz) * H0 + iy) * W0 + ix;
#if defined(INDICES)
                    if (result < 0 || float(load0(at)) > best)
                    {
                        best = float(load0(at));
                        result = at - plane * PLANE0;
                    }
#elif defined(MAX)
                    result = max(result, load0(at));
#else
                    result += load0(at);
#endif
                }
            }
#if defined(INDICES)
    result = COUNT == OUTPUTS ? plane * PLANE0 + poolIndex(result) : result;
#elif !defined(MAX)
    // COUNTED_PAD and COUNTED_END: the padding whose taps count; 0 where only taps inside the input do.
    int count = counted(z, KERNEL(0), DILATION(0), -COUNTED_PAD(0), D0 + COUNTED_END(0))
        * counted(y, KERNEL(1), DILATION(1), -COUNTED_PAD(1), H0 + COUNTED_END(1))
        * counted(x, KERNEL(2), DILATION(2), -COUNTED_PAD(2), W0 + COUNTED_END(2));
    result /= float(count);
#endif
    store(i, result);
}
