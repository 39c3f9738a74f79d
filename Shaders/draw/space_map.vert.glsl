// One channel of an activation an instance, as a parallelogram in space; or a sheet of one colour, which is drawn along with maps.
layout(location = 0) in vec3 corner;    // the map's top left
layout(location = 1) in vec3 across;    // from there to the top right
layout(location = 2) in vec3 down;      // and to the bottom left
layout(location = 3) in ivec3 which;    // channel, range slot (−1: 0…1), layer's slot (−1: not known)
layout(location = 4) in float opacity;
layout(location = 5) in vec4 fill;      // a sheet's colour; its last is 0 for a map
uniform mat4 toClip;
flat out int channel;
flat out vec2 range;
flat out float life;
flat out float alpha;
flat out float pixels;
flat out vec4 sheet;
out vec2 uv;
#include "draw/map_range.glsl"

void main()
{
    uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    channel = which.x;
    range = rangeOf(which.yz);
    life = lifeOf(range, which.z);
    alpha = opacity;
    pixels = 1.0;
    sheet = fill;
    gl_Position = toClip * vec4(corner + uv.x * across + uv.y * down, 1.0);
}
