// a to the power of b with broadcasting. GLSL's pow is only defined for a > 0.
#ifdef RANK
#include "common/strided.glsl"
STRIDED(strided0, STRIDES0)
STRIDED(strided1, STRIDES1)
#endif

float power(float a, float b)
{
    if (b == 0.0)
        return 1.0;
    float size = abs(a) == 0.0 ? (b > 0.0 ? 0.0 : uintBitsToFloat(0x7f800000u)) : pow(abs(a), b);
    if (a >= 0.0)
        return size;
    // A negative number has a power only where the exponent is whole.
    if (floor(b) != b)
        return uintBitsToFloat(0x7fc00000u);
    return mod(b, 2.0) == 0.0 ? size : -size;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    float result = power(float(load0(AT0(i))), float(load1(AT1(i))));
#ifdef WHOLE
    // pow is off by a little; a whole result must not fall to the number below.
    store(i, int(result + sign(result) * 0.001));
#else
    store(i, T(result));
#endif
}
