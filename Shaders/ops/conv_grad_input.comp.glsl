// dLoss/dInput of a convolution, and ConvTranspose, any geometry: an input element gathers from the outputs whose windows saw it.
// Inputs: dLoss/dOutput, the weight and with BIAS a bias; row-major.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int c = i / PLANE % C;
    int n = i / (PLANE * C);
    int x = i % W + PAD(2);
    int y = i / W % H + PAD(1);
    int z = i % PLANE / (W * H) + PAD(0);
    int depth = C / GROUPS;
    int maps = C0 / GROUPS;
    int group = c / depth;
#ifdef BIAS
    float sum = load2(c);
#else
    float sum = 0.0;
#endif
    for (int kz = 0; kz < KERNEL(0); kz++)
        for (int ky = 0; ky < KERNEL(1); ky++)
            for (int kx = 0; kx < KERNEL(2); kx++)
            {
                ivec3 scaled = ivec3(z - kz * DILATION(0), y - ky * DILATION(1), x - kx * DILATION(2));
                ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2));
                ivec3 o = scaled / stride;
                if (scaled.x < 0 || scaled.y < 0 || scaled.z < 0 || o * stride != scaled || o.x >= D0 || o.y >= H0 || o.z >= W0)
                    continue;
                int tap = (kz * KERNEL(1) + ky) * KERNEL(2) + kx;
                int place = (o.x * H0 + o.y) * W0 + o.z;
                for (int m = group * maps; m < (group + 1) * maps; m++)
                    sum += load0((n * C0 + m) * PLANE0 + place) * load1((m * depth + c % depth) * TAPS + tap);
            }
    store(i, sum);
}
