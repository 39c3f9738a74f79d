// A rectangle of the layer an instance, in framebuffer pixels from the top left; the layer is as large as the framebuffer.
layout(location = 0) in vec4 rect;
uniform vec2 viewport;
out vec2 uv;

void main()
{
    uv = rect.xy + vec2(gl_VertexID & 1, gl_VertexID >> 1) * rect.zw;
    gl_Position = vec4(uv.x / viewport.x * 2.0 - 1.0, 1.0 - uv.y / viewport.y * 2.0, 0.0, 1.0);
}
