// Whether a number is NaN, by its bits: GLSL lets a compiler take it that no number is, and drop isnan().
bool isNotANumber(float value)
{
    return (floatBitsToUint(value) & 0x7fffffffu) > 0x7f800000u;
}

bvec4 isNotANumber(vec4 values)
{
    return greaterThan(floatBitsToUint(values) & 0x7fffffffu, uvec4(0x7f800000u));
}
