// A group's mean and 1/sqrt(variance + EPSILON) from the sums of its slices; WANTED 1 and 2 store one of the two.
void main()
{
    int group = flatIndex();
    if (group >= COUNT0 / (2 * SLICES))
        return;
    float sum = 0.0;
    float squares = 0.0;
    for (int i = group * SLICES; i < (group + 1) * SLICES; i++)
    {
        sum += load0(2 * i);
        squares += load0(2 * i + 1);
    }
    float shift = sum / float(SIZE);
    float mean = load1(group * SIZE) + shift;
    float factor = inversesqrt(max(squares / float(SIZE) - shift * shift, 0.0) + EPSILON);
#if WANTED == 0
    store(2 * group, mean);
    store(2 * group + 1, factor);
#elif WANTED == 1
    store(group, mean);
#else
    store(group, factor);
#endif
}
