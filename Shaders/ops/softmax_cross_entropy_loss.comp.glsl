// −log softmax(scores)[label] of each example; the mean is a reduction of its own. Inputs: scores, labels.
#include "common/softmax.glsl"

void main()
{
    int line = flatIndex();
    if (line >= COUNT)
        return;
    vec2 found = lineLargestAndSum(line);
    store(line, found.x + log(found.y) - load0(lineBegin(line) + load1(line) * INNER));
}
