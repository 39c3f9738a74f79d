uniform sampler2D frame;
in vec2 uv;
out vec4 colour;

void main()
{
    colour = vec4(texture(frame, uv).rgb, 1.0);
}
