// dLoss/dInput of AveragePool: an input element gathers its share of the gradient of each window that saw it.
#include "common/window_count.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int plane = i / PLANE;
    int x = i % W;
    int y = i / W % H;
    int z = i % PLANE / (W * H);
    T sum = T(0);
    for (int kz = 0; kz < KERNEL(0); kz++)
        for (int ky = 0; ky < KERNEL(1); ky++)
            for (int kx = 0; kx < KERNEL(2); kx++)
            {
                ivec3 scaled = ivec3(z + PAD(0) - kz * DILATION(0), y + PAD(1) - ky * DILATION(1), x + PAD(2) - kx * DILATION(2));
                ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2));
                ivec3 o = scaled / stride;
                if (scaled.x < 0 || scaled.y < 0 || scaled.z < 0 || o * stride != scaled || o.x >= D0 || o.y >= H0 || o.z >= W0)
                    continue;
                int count = counted(o.x * STRIDE(0) - PAD(0), KERNEL(0), DILATION(0), -COUNTED_PAD(0), D + COUNTED_END(0))
                    * counted(o.y * STRIDE(1) - PAD(1), KERNEL(1), DILATION(1), -COUNTED_PAD(1), H + COUNTED_END(1))
                    * counted(o.z * STRIDE(2) - PAD(2), KERNEL(2), DILATION(2), -COUNTED_PAD(2), W + COUNTED_END(2));
                sum += load0(((plane * D0 + o.x) * H0 + o.y) * W0 + o.z) / float(count);
            }
    store(i, sum);
}
