// Reads one element of an activation where it lies. VALUES_C4 and VALUES_INT say how that is. A software device reads through a buffer
// texture in half the time; of an activation that is larger than the device has them VALUES_STORAGE says that it is a storage buffer,
// VALUES_TEXTURE that its elements are the texels of a texture, row after row.
uniform ivec4 extent;   // images, channels, rows, columns

#if defined(VALUES_TEXTURE)
#define TEXEL float
#define TEXTURE sampler2D
#elif defined(VALUES_INT)
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
#else
uniform TEXTURE values;
#endif

TEXEL texel(int index)
{
#if defined(VALUES_STORAGE)
    return values[index];
#elif defined(VALUES_TEXTURE)
    int width = textureSize(values, 0).x;
    return texelFetch(values, ivec2(index % width, index / width), 0).x;
#else
    return TEXEL(texelFetch(values, index));
#endif
}

float load(int channel, int row, int column)
{
#ifdef VALUES_C4
    return texel(((channel >> 2) * extent.z + row) * extent.w + column)[channel & 3];
#else
    return float(texel((channel * extent.z + row) * extent.w + column));
#endif
}

// A place of 0…1 between four cells.
float loadSmooth(int channel, vec2 place)
{
    ivec2 size = extent.wz;
    vec2 at = place * vec2(size) - 0.5;
    ivec2 a = clamp(ivec2(floor(at)), ivec2(0), size - 1), b = clamp(ivec2(floor(at)) + 1, ivec2(0), size - 1);
    vec2 t = fract(at);
    return mix(mix(load(channel, a.y, a.x), load(channel, a.y, b.x), t.x),
               mix(load(channel, b.y, a.x), load(channel, b.y, b.x), t.x), t.y);
}
