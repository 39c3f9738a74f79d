// −log softmax(scores)[label] of each example; the mean is a reduction of its own. Inputs: scores, labels.
#include "common/softmax.glsl"

void main()
{
    int line = flatIndex();
    if (line >= COUNT)
        return;
    int begin = lineBegin(line);
    vec2 found = largestAndSum(begin);
    store(line, found.x + log(found.y) - load0(begin + load1(line) * INNER));
}
