// One channel of an activation an instance, as a quad in framebuffer pixels from the top left.
layout(location = 0) in vec4 rect;      // x, y, width, height
layout(location = 1) in vec4 part;      // which part of the map: u0, v0, u1, v1
layout(location = 2) in ivec3 which;    // channel, range slot (−1: 0…1), layer's slot (−1: not known)
layout(location = 3) in float opacity;
uniform vec2 viewport;
uniform samplerBuffer ranges;           // the smallest and largest value of a map, a layer, the network
flat out int channel;
flat out vec2 range;    // which values the colours reach from and to
flat out float life;    // how much of its colours a map keeps
flat out float alpha;
flat out float pixels;
out vec2 uv;

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

// A map that is stretched over its own range and whose values differ by less than a fiftieth of its layer's says nothing. Where the
// layer's range is not known, of its own size.
float lifeOf(vec2 own)
{
    float whole = max(abs(own.x), abs(own.y));
    if (which.z >= 0)
    {
        vec2 layer = texelFetch(ranges, which.z).xy;
        whole = layer.y - layer.x;
    }
    return clamp((own.y - own.x) / max(0.02 * whole, 1e-20), 0.0, 1.0);
}

// Once a corner, not a pixel: looking into a buffer is what costs a software device most.
void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    uv = mix(part.xy, part.zw, corner);
    channel = which.x;
    range = which.y < 0 ? vec2(0.0, 1.0) : texelFetch(ranges, which.y).xy;
#ifdef USUAL_RANGE
    range = usual(range);
#endif
#ifdef NETWORK_RANGE
    // Of a layer without negative values colours begin at its 0.
    range.x = max(-range.y, texelFetch(ranges, which.z).x);
#endif
#ifdef STRETCHED
    life = lifeOf(range);
#else
    life = 1.0;
#endif
    alpha = opacity;
    pixels = rect.z / (part.z - part.x);
    vec2 pixel = rect.xy + corner * rect.zw;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
