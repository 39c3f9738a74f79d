// (softmax − one-hot label) · dLoss / examples. Inputs: scores, labels and the loss's own gradient.
void main()
{
    int line = flatIndex();
    int lines = COUNT / LENGTH;
    if (line >= lines)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    float largest = load0(begin);
    for (int k = 1; k < LENGTH; k++)
        largest = max(largest, load0(begin + k * INNER));
    float sum = 0.0;
    for (int k = 0; k < LENGTH; k++)
        sum += exp(load0(begin + k * INNER) - largest);
    float scale = load2(0) / float(lines);
    int label = load1(line);
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, (exp(load0(begin + k * INNER) - largest) / sum - (k == label ? 1.0 : 0.0)) * scale);
}
