// One textured quad in framebuffer pixels from the top left.
uniform vec4 rect;
uniform vec4 part;      // u0, v0, u1, v1
uniform vec2 viewport;
out vec2 uv;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 pixel = rect.xy + corner * rect.zw;
    uv = mix(part.xy, part.zw, corner);
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
