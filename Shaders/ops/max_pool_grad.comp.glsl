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
    ivec3 padded = ivec3(z + PAD(0), y + PAD(1), x + PAD(2));
    ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2));
    ivec3 dilation = ivec3(DILATION(0), DILATION(1), DILATION(2));
    // WINDOWS(axis): how many windows at most see one element.
    for (int wz = 0; wz < WINDOWS(0); wz++)
        for (int wy = 0; wy < WINDOWS(1); wy++)
            for (int wx = 0; wx < WINDOWS(2); wx++)
            {
                // Tap l of the window at o is this element.
                ivec3 o = padded / stride - ivec3(wz, wy, wx);
                ivec3 l = (padded - o * stride) / dilation;
                if (any(lessThan(o, ivec3(0))) || any(greaterThanEqual(o, ivec3(D1, H1, W1)))
                    || any(greaterThanEqual(l, ivec3(KERNEL(0), KERNEL(1), KERNEL(2)))) || l * dilation != padded - o * stride)
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
                            bool before = (kz * KERNEL(1) + ky) * KERNEL(2) + kx < (l.x * KERNEL(1) + l.y) * KERNEL(2) + l.z;
                            // An equal element wins if it comes before; a larger one always.
                            won *= before ? T(1) - step(own, other) : step(other, own);
                        }
                sum += won * load1(((plane * D1 + o.x) * H1 + o.y) * W1 + o.z);
            }
    store(i, sum);
}
