// ArgMax and ArgMin: an invocation per line of LENGTH elements, INNER apart.
void main()
{
    int line = flatIndex();
    if (line >= COUNT)
        return;
    int at = line / INNER * LENGTH * INNER + line % INNER;
    int best = 0;
    int begin = at;
    for (int k = 1; k < LENGTH; k++)
    {
        at += INNER;
        if (BETTER(load0(at), load0(begin + best * INNER)))
            best = k;
    }
    store(line, best);
}
