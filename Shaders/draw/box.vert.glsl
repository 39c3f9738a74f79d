// One rounded box, or a strip of one, an instance: a quad in framebuffer pixels from the top left.
layout(location = 0) in vec4 rect;      // the quad: x, y, width, height
layout(location = 1) in vec4 whole;     // the box that it is a part of
layout(location = 2) in vec4 fill;
layout(location = 3) in vec4 border;
layout(location = 4) in vec2 measures;  // corner radius, border width
uniform vec2 viewport;
flat out vec4 fillColour;
flat out vec4 borderColour;
flat out vec4 box;                      // centre, half size
flat out vec2 shape;
out vec2 pixel;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    pixel = rect.xy + corner * rect.zw;
    fillColour = fill;
    borderColour = border;
    box = vec4(whole.xy + whole.zw * 0.5, whole.zw * 0.5);
    shape = measures;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
