// alpha · A · B + beta · C; an invocation per COLUMNS neighbouring elements of a row.
void main()
{
    int i = flatIndex();
    int columns = (C + COLUMNS - 1) / COLUMNS;
    if (i >= N * columns)
        return;
    int row = i / columns;
    int column = i % columns * COLUMNS;
    float sums[COLUMNS];
    for (int j = 0; j < COLUMNS; j++)
        sums[j] = 0.0;
#ifdef PACKED
    // A's row and B's columns lie one element after the other: four products a step.
    for (int k = 0; k < DEPTH / 4; k++)
    {
        vec4 a = load0(row * (DEPTH / 4) + k);
        for (int j = 0; j < COLUMNS; j++)
            sums[j] += dot(a, load1((column + j) * (DEPTH / 4) + k));
    }
#else
    for (int k = 0; k < DEPTH; k++)
    {
        float a = load0(row * ROW_A + k * STEP_A);
        for (int j = 0; j < COLUMNS; j++)
            sums[j] += a * load1(k * STEP_B + (column + j) * COLUMN_B);
    }
#endif
    for (int j = 0; j < COLUMNS && column + j < C; j++)
    {
        float sum = ALPHA * sums[j];
#ifdef ADDED
        sum += BETA * load2(row * ROW_C + (column + j) * COLUMN_C);
#endif
        store(row * C + column + j, sum);
    }
}
