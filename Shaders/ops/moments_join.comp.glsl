// A group's mean, as seen from its first element, and 1/sqrt(variance + EPSILON) from the sums of its slices; WANTED 1 stores
// the mean itself, 2 the other.
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
    float factor = inversesqrt(max(squares / float(SIZE) - shift * shift, 0.0) + EPSILON);
#if WANTED == 0
    store(2 * group, shift);
    store(2 * group + 1, factor);
#elif WANTED == 1
    store(group, load1(group * SIZE) + shift);
#else
    store(group, factor);
#endif
}
