// in0 ink, in1 box, in2 centre in 64ths of a pixel.

// In which output row (or column) the box begins.
int offset(int begin, int end, int centre, int longer)
{
    int side = longer * 64;
    int wanted = (side * (SIZE / 2 + 1) - BOX * (centre - begin * 64) - 1) / side;
    int spare = SIZE - ((end - begin) * BOX + longer - 1) / longer;
    return clamp(wanted, 0, spare);
}

// Where output pixel i of the box begins, in 64ths of a pixel of the ink; floored below 0 too.
int edge(int i, int begin, int longer)
{
    return begin * 64 + (i * longer * 64 + SIZE * longer * 64 * BOX) / BOX - SIZE * longer * 64;
}

int overlap(int pixel, ivec2 span) { return min(span.y, (pixel + 1) * 64) - max(span.x, pixel * 64); }

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int map = i / (SIZE * SIZE), b = 4 * map, m = 2 * map;
    // The bound holds for any box of this ink.
    int longer = clamp(max(load1(b + 2) - load1(b), load1(b + 3) - load1(b + 1)), 1, W0);
    int row = i / SIZE % SIZE - offset(load1(b), load1(b + 2), load2(m), longer);
    int column = i % SIZE - offset(load1(b + 1), load1(b + 3), load2(m + 1), longer);
    ivec2 rows = ivec2(edge(row, load1(b), longer), edge(row + 1, load1(b), longer));
    ivec2 columns = ivec2(edge(column, load1(b + 1), longer), edge(column + 1, load1(b + 1), longer));
    int sum = 0;
    for (int y = max(rows.x >> 6, 0); y <= min(rows.y - 1 >> 6, H0 - 1); y++)
        for (int x = max(columns.x >> 6, 0); x <= min(columns.y - 1 >> 6, W0 - 1); x++)
            sum += load0((map * H0 + y) * W0 + x) * overlap(y, rows) * overlap(x, columns);
    out_[i] = float(sum) / float(255 * (rows.y - rows.x) * (columns.y - columns.x));
}
