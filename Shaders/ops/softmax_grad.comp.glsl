// dLoss/dInput of Softmax, y · (dy − Σ y·dy), and with LOG of LogSoftmax, dy − e^y · Σ dy. Inputs y and dy; one
// invocation per line.
void main()
{
    int line = flatIndex();
    if (line >= COUNT / LENGTH)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    float sum = 0.0;
    for (int k = 0; k < LENGTH; k++)
    {
        int at = begin + k * INNER;
#ifdef LOG
        sum += load1(at);
#else
        sum += load0(at) * load1(at);
#endif
    }
    for (int k = 0; k < LENGTH; k++)
    {
        int at = begin + k * INNER;
#ifdef LOG
        store(at, load1(at) - exp(load0(at)) * sum);
#else
        store(at, load0(at) * (load1(at) - sum));
#endif
    }
}
