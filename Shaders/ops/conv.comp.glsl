// Convolution over one to three axes with any stride, dilation and groups; row-major; an invocation per output element.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int m = i / PLANE % C;
    int n = i / (PLANE * C);
    int x = i % W * STRIDE(2) - PAD(2);
    int y = i / W % H * STRIDE(1) - PAD(1);
    int z = i % PLANE / (W * H) * STRIDE(0) - PAD(0);
    int depth = C0 / GROUPS;
    int first = n * C0 + m / (C / GROUPS) * depth;
    float sum = 0.0;
    for (int c = 0; c < depth; c++)
        for (int kz = 0; kz < KERNEL(0); kz++)
            for (int ky = 0; ky < KERNEL(1); ky++)
            {
                int iz = z + kz * DILATION(0);
                int iy = y + ky * DILATION(1);
                if (uint(iz) >= uint(D0) || uint(iy) >= uint(H0))
                    continue;
                int row = (((first + c) * D0 + iz) * H0 + iy) * W0;
                int tap = (((m * depth + c) * KERNEL(0) + kz) * KERNEL(1) + ky) * KERNEL(2);
                for (int kx = 0; kx < KERNEL(2); kx++)
                {
                    int ix = x + kx * DILATION(2);
                    sum += load0(uint(ix) < uint(W0) ? row + ix : -1) * load1(tap + kx);
                }
            }
#ifdef BIAS
    sum += load2(m);
#endif
    store(i, sum);
}
