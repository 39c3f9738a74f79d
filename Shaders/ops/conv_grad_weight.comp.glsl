// dLoss/dWeight of a convolution, any geometry; an invocation per tap of the weight. Inputs: x and dLoss/dOutput.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int kx = i % KERNEL(2);
    int ky = i / KERNEL(2) % KERNEL(1);
    int kz = i / (KERNEL(2) * KERNEL(1)) % KERNEL(0);
    int depth = C0 / GROUPS;
    int c = i / TAPS % depth;
    int m = i / (TAPS * depth);
    int channel = m / (C1 / GROUPS) * depth + c;
    float sum = 0.0;
    for (int n = 0; n < N0; n++)
        for (int oz = 0; oz < D1; oz++)
            for (int oy = 0; oy < H1; oy++)
            {
                int iz = oz * STRIDE(0) - PAD(0) + kz * DILATION(0);
                int iy = oy * STRIDE(1) - PAD(1) + ky * DILATION(1);
                if (uint(iz) >= uint(D0) || uint(iy) >= uint(H0))
                    continue;
                int row = (((n * C0 + channel) * D0 + iz) * H0 + iy) * W0;
                int gradients = (((n * C1 + m) * D1 + oz) * H1 + oy) * W1;
                for (int ox = 0; ox < W1; ox++)
                {
                    int ix = ox * STRIDE(2) - PAD(2) + kx * DILATION(2);
                    sum += load0(uint(ix) < uint(W0) ? row + ix : -1) * load1(gradients + ox);
                }
            }
    store(i, sum);
}
