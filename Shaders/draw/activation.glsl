// Reads one element of an activation where it lies. VALUES_C4 and VALUES_INT say how that is.
uniform ivec4 extent;   // images, channels, rows, columns

#if defined(VALUES_INT)
layout(std430, binding = 0) readonly buffer Values { int values[]; };
#elif defined(VALUES_C4)
layout(std430, binding = 0) readonly buffer Values { vec4 values[]; };
#else
layout(std430, binding = 0) readonly buffer Values { float values[]; };
#endif

float load(int channel, int row, int column)
{
#ifdef VALUES_C4
    return values[((channel >> 2) * extent.z + row) * extent.w + column][channel & 3];
#else
    return float(values[(channel * extent.z + row) * extent.w + column]);
#endif
}
