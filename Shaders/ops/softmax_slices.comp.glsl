// Of each slice of a long line its largest x and Σ e^(x − largest), side by side.
#include "common/softmax.glsl"

void main()
{
    int i = flatIndex(), line = i / SLICES;
    if (i >= COUNT / 2)
        return;
    vec2 found = largestAndSum(lineBegin(line), slice(LENGTH, SLICES, i - line * SLICES));
    store(2 * i, found.x);
    store(2 * i + 1, found.y);
}
