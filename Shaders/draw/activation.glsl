// Reads one element of an activation where it lies. VALUES_C4 and VALUES_INT say how that is. A software device reads through a buffer
// texture in half the time; VALUES_STORAGE says that the activation is larger than the device has them.
uniform ivec4 extent;   // images, channels, rows, columns

#if defined(VALUES_INT)
#define TEXEL int
#define TEXTURE isamplerBuffer
#elif defined(VALUES_C4)
#define TEXEL vec4
#define TEXTURE samplerBuffer
#else
#define TEXEL float
#define TEXTURE samplerBuffer
#endif

#ifdef VALUES_STORAGE
layout(std430, binding = 0) readonly buffer Values { TEXEL values[]; };
TEXEL texel(int index) { return values[index]; }
#else
uniform TEXTURE values;
TEXEL texel(int index) { return TEXEL(texelFetch(values, index)); }
#endif

float load(int channel, int row, int column)
{
#ifdef VALUES_C4
    return texel(((channel >> 2) * extent.z + row) * extent.w + column)[channel & 3];
#else
    return float(texel((channel * extent.z + row) * extent.w + column));
#endif
}
