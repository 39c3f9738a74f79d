// Every operator of two elements that broadcast: F(a, b) comes from the table in Cnn/Gl/Kernels/Elementwise.cs, and
// AT0(i), AT1(i) say which texel of each input belongs to texel i of the output. One number widens to all lanes. A RELATION is true or
// not of two elements that may have another type than the output.
#ifndef RELATION
S map(S a, S b)
{
    return F(a, b);
}

#if LANES == 4
vec4 map(vec4 a, vec4 b)
{
    return vec4(map(a.x, b.x), map(a.y, b.y), map(a.z, b.z), map(a.w, b.w));
}
#endif
#endif

#ifdef RANK
#include "common/strided.glsl"
STRIDED(strided0, STRIDES0)
STRIDED(strided1, STRIDES1)
#endif

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
#ifdef RELATION
    store(i, F(load0(AT0(i)), load1(AT1(i))) ? 1 : 0);
#else
    store(i, map(T(load0(AT0(i))), T(load1(AT1(i)))));
#endif
}
