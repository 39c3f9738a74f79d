// Channel place · C + c of a pixel becomes channel c of the pixel at that place of a block. The input has four channels a texel;
// the output too (TEXELS), or one.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int x = i % W, y = i / W % H, g = i / PLANE % G, n = i / (PLANE * G);
    int place = y % BLOCK * BLOCK + x % BLOCK;
#if TEXELS
    store(i, load0(n, place * G + g, y / BLOCK, x / BLOCK));
#else
    int channel = place * C + g;
    store(i, load0(n, channel / 4, y / BLOCK, x / BLOCK)[channel % 4]);
#endif
}
