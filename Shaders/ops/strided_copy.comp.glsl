// Transpose, Slice, Expand and others: each output element is copied from a strided place of the input.
#include "common/strided.glsl"
STRIDED(source, STRIDES)

void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, load0(OFFSET + source(i)));
}
