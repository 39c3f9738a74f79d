// −log softmax(scores)[label] of each example; the mean is a reduction of its own. Inputs: scores, labels.
void main()
{
    int line = flatIndex();
    if (line >= COUNT)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    float largest = load0(begin);
    for (int k = 1; k < LENGTH; k++)
        largest = max(largest, load0(begin + k * INNER));
    float sum = 0.0;
    for (int k = 0; k < LENGTH; k++)
        sum += exp(load0(begin + k * INNER) - largest);
    store(line, largest + log(sum) - load0(begin + load1(line) * INNER));
}
