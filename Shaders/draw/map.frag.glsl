// SMOOTH, DISC, PICTURE and the kinds of range choose how cells become a picture. They are compiled in, as the colours are: a
// software rasterizer walks through both sides of every branch.
#include "draw/activation.glsl"
#include "draw/colour.glsl"

layout(std430, binding = 1) readonly buffer Ranges { vec2 ranges[]; };
flat in ivec3 item;
flat in float alpha;
flat in float pixels;
in vec2 uv;
out vec4 colour;

float sampleMap(int channel)
{
    ivec2 size = extent.wz;
#ifdef SMOOTH
    vec2 at = uv * vec2(size) - 0.5;
    ivec2 a = clamp(ivec2(floor(at)), ivec2(0), size - 1), b = clamp(ivec2(floor(at)) + 1, ivec2(0), size - 1);
    vec2 t = fract(at);
    return mix(mix(load(channel, a.y, a.x), load(channel, a.y, b.x), t.x),
               mix(load(channel, b.y, a.x), load(channel, b.y, b.x), t.x), t.y);
#else
    ivec2 cell = min(ivec2(uv * vec2(size)), size - 1);
    return load(channel, cell.y, cell.x);
#endif
}

// What a network's pictures are usually made for, with room for values that shoot over: else a dark picture would be
// stretched to a bright one. Bytes are told from scores by being large.
vec2 usual(vec2 range)
{
    if (range.x >= -0.1 && range.y <= 1.1)
        return vec2(0.0, 1.0);
    if (range.x >= -1.1 && range.y <= 1.1)
        return vec2(-1.0, 1.0);
    return range.x >= -32.0 && range.y >= 32.0 && range.y <= 287.0 ? vec2(0.0, 255.0) : range;
}

// How much of its colours a map keeps that is stretched over its own range: one whose values differ by less than a fiftieth of its
// layer's says nothing. Where the layer's range is not known, of its own size.
float life(vec2 range)
{
    float whole = item.z < 0 ? max(abs(range.x), abs(range.y)) : ranges[item.z].y - ranges[item.z].x;
    return clamp((range.y - range.x) / max(0.02 * whole, 1e-20), 0.0, 1.0);
}

void main()
{
    vec2 range = item.y < 0 ? vec2(0.0, 1.0) : ranges[max(item.y, 0)];
#ifdef USUAL_RANGE
    range = usual(range);
#endif
#ifdef NETWORK_RANGE
    // Of a layer without negative values colours begin at its 0.
    range.x = max(-range.y, ranges[item.z].x);
#endif
#ifdef PICTURE
    vec3 rgb = vec3(sampleMap(0), sampleMap(1), sampleMap(2));
    vec3 paint = clamp((rgb - range.x) / max(range.y - range.x, 1e-20), 0.0, 1.0);
#else
    float value = sampleMap(item.x);
    vec3 paint = colourOf(value, range);
#endif
#if defined(STRETCHED) && COLOURS != HEAT
    paint = mix(vec3(0.133, 0.153, 0.184), paint, life(range));
#endif
#ifdef DISC
    // The edge is one pixel wide.
    float inside = clamp((0.5 - distance(uv, vec2(0.5))) * pixels, 0.0, 1.0);
#else
    float inside = 1.0;
#endif
#if defined(STRETCHED) && COLOURS == HEAT
    inside *= life(range);
#endif
#if COLOURS == VEIL
    inside *= clamp(value, 0.0, 1.0);
#endif
    colour = vec4(paint, 1.0) * (alpha * inside);
}
