// (softmax − one-hot label) · dLoss / examples. Inputs: scores, labels and the loss's own gradient.
#include "common/softmax.glsl"

void main()
{
    int i = flatIndex(), line = i / SLICES, lines = COUNT / LENGTH;
    if (line >= lines)
        return;
    int begin = lineBegin(line), label = load1(line);
    vec2 found = lineLargestAndSum(line);
    ivec2 own = slice(LENGTH, SLICES, i - line * SLICES);
    float scale = load2(0) / float(lines);
    for (int k = own.x; k < own.y; k++)
        store(begin + k * INNER, (exp(load0(begin + k * INNER) - found.x) / found.y - (k == label ? 1.0 : 0.0)) * scale);
}
