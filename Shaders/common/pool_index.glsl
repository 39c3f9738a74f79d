// How an element's place in a channel of D0 × H0 × W0 elements, counted row-major, is counted for the indices of a MaxPool.
int poolIndex(int place)
{
    int ix = place % W0, iy = place / W0 % H0, iz = place / (W0 * H0);
    return COLUMN_MAJOR == 1 ? (ix * H0 + iy) * D0 + iz : place;
}
