// Products of batches of matrices; an invocation per element. The batch axes are RANK axes of lengths LENGTHS(axis).
#include "common/strided.glsl"
STRIDED(matrix0, STRIDES0)
STRIDED(matrix1, STRIDES1)

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int batch = i / (ROWS * COLUMNS);
    int a = matrix0(batch) + i / COLUMNS % ROWS * DEPTH;
    int b = matrix1(batch) + i % COLUMNS;
    float sum = 0.0;
    for (int k = 0; k < DEPTH; k++)
        sum += load0(a + k) * load1(b + k * COLUMNS);
    store(i, sum);
}
