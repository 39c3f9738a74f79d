// Every operator that maps each element on its own: F(x) comes from the table in Cnn/Gl/Kernels/Elementwise.cs.
#include "common/map.glsl"

void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, map(load0(i)));
}
