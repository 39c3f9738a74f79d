// Softmax and, with LOG, LogSoftmax: one invocation per line of LENGTH elements, INNER apart.
void main()
{
    int line = flatIndex();
    if (line >= COUNT / LENGTH)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    float largest = load0(begin);
    for (int k = 1; k < LENGTH; k++)
        largest = max(largest, load0(begin + k * INNER));
    float sum = 0.0;
    for (int k = 0; k < LENGTH; k++)
        sum += exp(load0(begin + k * INNER) - largest);
#ifdef LOG
    float shift = largest + log(sum);
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, load0(begin + k * INNER) - shift);
#else
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, exp(load0(begin + k * INNER) - largest) / sum);
#endif
}
