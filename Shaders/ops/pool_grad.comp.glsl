// dLoss/dInput of a pool: an input element gathers from the windows that see it, at most WINDOWS(axis) of them. AVERAGE: its share of
// in0, dLoss/dOutput. INDICES: all of in1, dLoss/dOutput, where in0, the indices of a MaxPool, say that it won. Else it looks
// itself whether it won, from in0, the pool's input. Many windows are cut along the axes into SLICES(axis), with a result each.
#include "common/window_count.glsl"
#include "common/slices.glsl"

#if !defined(AVERAGE) && !defined(INDICES)
// 1 where an element, tap l of the window at o, is the largest under it, lane by lane. Of equal ones the first wins.
T won(int plane, ivec3 o, ivec3 l, T own)
{
    T result = T(1);
    for (int kz = 0; kz < KERNEL(0); kz++)
        for (int ky = 0; ky < KERNEL(1); ky++)
            for (int kx = 0; kx < KERNEL(2); kx++)
            {
                int iz = o.x * STRIDE(0) - PAD(0) + kz * DILATION(0);
                int iy = o.y * STRIDE(1) - PAD(1) + ky * DILATION(1);
                int ix = o.z * STRIDE(2) - PAD(2) + kx * DILATION(2);
                if (uint(iz) >= uint(D) || uint(iy) >= uint(H) || uint(ix) >= uint(W))
                    continue;
                T other = load0(((plane * D + iz) * H + iy) * W + ix);
                bool before = (kz * KERNEL(1) + ky) * KERNEL(2) + kx < (l.x * KERNEL(1) + l.y) * KERNEL(2) + l.z;
                result *= before ? T(1) - step(own, other) : step(other, own);
            }
    return result;
}
#endif

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS, plane = element / PLANE;
    ivec3 padded = ivec3(element % PLANE / (W * H) + PAD(0), element / W % H + PAD(1), element % W + PAD(2));
    ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2)), dilation = ivec3(DILATION(0), DILATION(1), DILATION(2));
    ivec3 kernel = ivec3(KERNEL(0), KERNEL(1), KERNEL(2)), places = ivec3(PLACES(0), PLACES(1), PLACES(2));
    ivec3 last = min(padded / stride, places - 1);
    ivec2 zs = slice(WINDOWS(0), SLICES(0), part % SLICES(0)), ys = slice(WINDOWS(1), SLICES(1), part / SLICES(0) % SLICES(1));
    ivec2 xs = slice(WINDOWS(2), SLICES(2), part / (SLICES(0) * SLICES(1)));
    T sum = T(0);
    for (int wz = zs.x; wz < zs.y; wz++)
        for (int wy = ys.x; wy < ys.y; wy++)
            for (int wx = xs.x; wx < xs.y; wx++)
            {
                // Tap l of the window at o is this element.
                ivec3 o = last - ivec3(wz, wy, wx), l = (padded - o * stride) / dilation;
                if (any(lessThan(o, ivec3(0))) || any(greaterThanEqual(l, kernel)) || l * dilation != padded - o * stride)
                    continue;
                int at = ((plane * places.x + o.x) * places.y + o.y) * places.z + o.z;
#if defined(AVERAGE)
                ivec3 begin = o * stride - ivec3(PAD(0), PAD(1), PAD(2));
                int count = counted(begin.x, kernel.x, dilation.x, -COUNTED_PAD(0), D + COUNTED_END(0))
                    * counted(begin.y, kernel.y, dilation.y, -COUNTED_PAD(1), H + COUNTED_END(1))
                    * counted(begin.z, kernel.z, dilation.z, -COUNTED_PAD(2), W + COUNTED_END(2));
                sum += load0(at) / float(count);
#elif defined(INDICES)
                sum += load0(at) == element ? load1(at) : T(0);
#else
                sum += won(plane, o, l, load0(element)) * load1(at);
#endif
            }
    store(i, sum);
}
