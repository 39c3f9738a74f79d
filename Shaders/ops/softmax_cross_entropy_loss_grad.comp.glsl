// (softmax − one-hot label) · dLoss / examples. Inputs: scores, labels and the loss's own gradient.
#include "common/softmax.glsl"

void main()
{
    int line = flatIndex();
    int lines = COUNT / LENGTH;
    if (line >= lines)
        return;
    int begin = lineBegin(line);
    vec2 found = largestAndSum(begin);
    float scale = load2(0) / float(lines);
    int label = load1(line);
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, (exp(load0(begin + k * INNER) - found.x) / found.y - (k == label ? 1.0 : 0.0)) * scale);
}
