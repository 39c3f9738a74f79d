// dLoss/dInput of MaxPool: an input element gathers the gradients of the windows that it won, the first on ties winning.
// Inputs: the pool's input and dLoss/dOutput (1). Runs on both layouts, lane by lane.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int plane = i / PLANE;
    int x = i % W;
    int y = i / W % H;
    int z = i % PLANE / (W * H);
    T own = load0(i);
    T sum = T(0);
    // The tap (lz, ly, lx) of the window at (oz, oy, ox) is this element.
    for (int lz = 0; lz < KERNEL(0); lz++)
        for (int ly = 0; ly < KERNEL(1); ly++)
            for (int lx = 0; lx < KERNEL(2); lx++)
            {
                ivec3 scaled = ivec3(z + PAD(0) - lz * DILATION(0), y + PAD(1) - ly * DILATION(1), x + PAD(2) - lx * DILATION(2));
                ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2));
                ivec3 o = scaled / stride;
                if (scaled.x < 0 || scaled.y < 0 || scaled.z < 0 || o * stride != scaled || o.x >= D1 || o.y >= H1 || o.z >= W1)
                    continue;
                T won = T(1);
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
                            bool before = (kz * KERNEL(1) + ky) * KERNEL(2) + kx < (lz * KERNEL(1) + ly) * KERNEL(2) + lx;
                            // An equal element wins if it comes before; a larger one always.
                            won *= before ? T(1) - step(own, other) : step(other, own);
                        }
                sum += won * load1(((plane * D1 + o.x) * H1 + o.y) * W1 + o.z);
            }
    store(i, sum);
}
