// Every relation between two inputs that broadcast: F(a, b) comes from the table in Cnn/Gl/Kernels/Elementwise.cs.
#ifdef RANK
#include "common/strided.glsl"
STRIDED(strided0, STRIDES0)
STRIDED(strided1, STRIDES1)
#endif

void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, F(load0(AT0(i)), load1(AT1(i))) ? 1 : 0);
}
