// One channel of an activation an instance, as a quad in framebuffer pixels from the top left.
layout(location = 0) in vec4 rect;      // x, y, width, height
layout(location = 1) in vec4 part;      // which part of the map: u0, v0, u1, v1
layout(location = 2) in ivec3 which;    // channel, range slot (−1: 0…1), layer's slot (−1: not known)
layout(location = 3) in float opacity;
uniform vec2 viewport;
flat out int channel;
flat out vec2 range;    // which values the colours reach from and to
flat out float life;    // how much of its colours a map keeps
flat out float alpha;
flat out float pixels;
out vec2 uv;
#include "draw/map_range.glsl"

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    uv = mix(part.xy, part.zw, corner);
    channel = which.x;
    range = rangeOf(which.yz);
    life = lifeOf(range, which.z);
    alpha = opacity;
    pixels = rect.z / (part.z - part.x);
    vec2 pixel = rect.xy + corner * rect.zw;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
