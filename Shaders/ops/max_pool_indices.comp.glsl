// Which element won under a MaxPool window: its index in the flattened input, the first on ties. Row-major tensors.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int plane = i / PLANE;
    int x = i % W * STRIDE(2) - PAD(2);
    int y = i / W % H * STRIDE(1) - PAD(1);
    int z = i % PLANE / (W * H) * STRIDE(0) - PAD(0);
    float best = 0.0;
    int winner = -1;
    for (int kz = 0; kz < KERNEL(0); kz++)
        for (int ky = 0; ky < KERNEL(1); ky++)
            for (int kx = 0; kx < KERNEL(2); kx++)
            {
                int iz = z + kz * DILATION(0);
                int iy = y + ky * DILATION(1);
                int ix = x + kx * DILATION(2);
                if (uint(iz) < uint(D0) && uint(iy) < uint(H0) && uint(ix) < uint(W0))
                {
                    float value = float(load0(((plane * D0 + iz) * H0 + iy) * W0 + ix));
                    if (winner < 0 || value > best)
                    {
                        best = value;
                        winner = COLUMN_MAJOR == 1 ? (ix * H0 + iy) * D0 + iz : (iz * H0 + iy) * W0 + ix;
                    }
                }
            }
    store(i, plane * PLANE0 + winner);
}
