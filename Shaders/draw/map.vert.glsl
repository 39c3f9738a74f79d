// One channel of an activation an instance, as a quad in framebuffer pixels from the top left.
layout(location = 0) in vec4 rect;      // x, y, width, height
layout(location = 1) in ivec4 which;    // channel (−1: three as a picture), colour map, range slot (−1: 0…1), shape (0 cells, 1 smooth, 2 disc)
layout(location = 2) in float opacity;
uniform vec2 viewport;
flat out ivec4 item;
flat out float alpha;
flat out float pixels;
out vec2 uv;

void main()
{
    uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    item = which;
    alpha = opacity;
    pixels = rect.z;
    vec2 pixel = rect.xy + uv * rect.zw;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
