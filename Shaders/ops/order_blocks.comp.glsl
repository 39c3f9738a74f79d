// Puts each block of BLOCK neighbouring elements of a line in order and keeps the best WIDTH. An invocation per element: as many
// places from the front as elements of the block come before it.
#include "common/order.glsl"

void main()
{
    int i = flatIndex(), line = i / LENGTH;
    if (i >= COUNT0)
        return;
    int own = i - line * LENGTH, block = own / BLOCK, begin = lineBegin(line), place = 0;
    for (int other = block * BLOCK; other < min(LENGTH, (block + 1) * BLOCK); other++)
        place += other != own && before(begin, other, own) ? 1 : 0;
    if (place < WIDTH)
        put(line, RUNS, block, WIDTH, place, own);
}
