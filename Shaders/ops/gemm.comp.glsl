// alpha · A · B + beta · C, and MatMul's batches of A · B; an invocation per COLUMNS neighbouring elements of a row. Of a
// long sum each of SLICES results has a slice; the first one takes C.
#include "common/slices.glsl"
#ifdef RANK
#include "common/strided.glsl"
STRIDED(batchA, STRIDES_A)
STRIDED(batchB, STRIDES_B)
#endif

void main()
{
    int i = flatIndex();
    const int blocks = (WIDTH + COLUMNS - 1) / COLUMNS;
    if (i >= COUNT / WIDTH * blocks)
        return;
    int begin = i / blocks * WIDTH + i % blocks * COLUMNS;
    int part = i / (COUNT / SLICES / WIDTH * blocks);
    i -= part * (COUNT / SLICES / WIDTH * blocks);
    ivec2 own = slice(STEPS, SLICES, part);
    int column = i % blocks * COLUMNS;
    int row = i / blocks;
    int a = 0;
    int b = 0;
#ifdef RANK
    int batch = row / ROWS;
    row -= batch * ROWS;
    a = batchA(batch);
    b = batchB(batch);
#endif
    float sums[COLUMNS];
    for (int j = 0; j < COLUMNS; j++)
        sums[j] = 0.0;
#if PACKED == 2
    // A's row and B's column lie one element after the other: four products a step.
    for (int k = own.x; k < own.y; k++)
        sums[0] += dot(load0(row * STEPS + k), load1(column * STEPS + k));
#elif PACKED == 1
    // Four neighbouring columns of B are one texel.
    vec4 four = vec4(0);
    for (int k = own.x; k < own.y; k++)
        four += load0(row * ROW_A + k * STEP_A) * load1((k * WIDTH + column) / 4);
    for (int j = 0; j < COLUMNS; j++)
        sums[j] = four[j];
#else
    for (int k = own.x; k < own.y; k++)
    {
        float left = load0(a + row * ROW_A + k * STEP_A);
        for (int j = 0; j < COLUMNS; j++)
            sums[j] += left * load1(b + k * STEP_B + (column + j) * COLUMN_B);
    }
#endif
    for (int j = 0; j < COLUMNS && column + j < WIDTH; j++)
    {
        float sum = ALPHA * sums[j];
#ifdef ADDED
        if (part == 0)
            sum += BETA * load2(row * ROW_C + (column + j) * COLUMN_C);
#endif
        store(begin + j, sum);
    }
}
