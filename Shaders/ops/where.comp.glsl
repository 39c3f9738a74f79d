// The second input where the first is not 0, else the third; all three broadcast.
#ifdef RANK
#include "common/strided.glsl"
STRIDED(strided0, STRIDES0)
STRIDED(strided1, STRIDES1)
STRIDED(strided2, STRIDES2)
#endif

void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, load0(AT0(i)) != 0 ? load1(AT1(i)) : load2(AT2(i)));
}
