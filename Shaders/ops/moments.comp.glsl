// For each of SLICES slices of a group of SIZE neighbouring elements: the sum of x - first and that of its square. Taking
// the group's first element away keeps the variance of values far from 0 from cancelling.
void main()
{
    int i = flatIndex();
    if (i >= COUNT / 2)
        return;
    int group = i / SLICES;
    int length = (SIZE + SLICES - 1) / SLICES;
    int begin = group * SIZE + (i - group * SLICES) * length;
    int end = min(begin + length, (group + 1) * SIZE);
    float first = load0(group * SIZE);
    float sum = 0.0;
    float squares = 0.0;
    for (int k = begin; k < end; k++)
    {
        float x = load0(k) - first;
        sum += x;
        squares += x * x;
    }
    store(2 * i, sum);
    store(2 * i + 1, squares);
}
