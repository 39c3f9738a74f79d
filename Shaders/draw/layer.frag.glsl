// The text layer, pixel by pixel; its colours are premultiplied and its first row is the top one.
uniform sampler2D layer;
in vec2 uv;
out vec4 colour;

void main()
{
    colour = texelFetch(layer, ivec2(uv), 0);
}
