// SMOOTH, DISC, IN_SPACE, PICTURE and the kinds of range choose how cells become a picture. They are compiled in, as the colours are: a
// software rasterizer walks through both sides of every branch.
#include "draw/activation.glsl"
#include "draw/colour.glsl"
#ifdef IN_SPACE
#include "draw/soft_edge.glsl"
flat in vec4 sheet;     // a colour in place of the map's where the last is 1
#endif

flat in int channel;
flat in vec2 range;
flat in float life;
flat in float alpha;
flat in float pixels;
in vec2 uv;
out vec4 colour;

float sampleMap(int channel)
{
#ifdef SMOOTH
    return loadSmooth(channel, uv);
#else
    ivec2 size = extent.wz;
    ivec2 cell = min(ivec2(uv * vec2(size)), size - 1);
    return load(channel, cell.y, cell.x);
#endif
}

void main()
{
#ifdef PICTURE
    vec3 rgb = vec3(sampleMap(0), sampleMap(1), sampleMap(2));
    vec3 paint = clamp((rgb - range.x) / max(range.y - range.x, 1e-20), 0.0, 1.0);
#else
    float value = sampleMap(channel);
    vec3 paint = colourOf(value, range);
#endif
#if defined(STRETCHED) && COLOURS != HEAT
    paint = mix(zero, paint, life);
#endif
#ifdef DISC
    // The edge is one pixel wide.
    float inside = clamp((0.5 - distance(uv, vec2(0.5))) * pixels, 0.0, 1.0);
#else
    float inside = 1.0;
#endif
#ifdef IN_SPACE
    paint = mix(paint, sheet.rgb, sheet.a);
    inside *= insideOf(uv);
#endif
#if defined(STRETCHED) && COLOURS == HEAT
    inside *= life;
#endif
#if COLOURS == VEIL
    inside *= clamp(value, 0.0, 1.0);
#endif
    colour = vec4(paint, 1.0) * (alpha * inside);
}
