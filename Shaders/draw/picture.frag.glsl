// The mean of what a pixel covers: a grid of bilinear looks, one where the picture is enlarged.
uniform sampler2D frame;
uniform vec2 covered;   // of the picture, by a pixel
uniform ivec2 taps;
in vec2 uv;
out vec4 colour;

void main()
{
    vec2 space = covered / vec2(taps), first = uv - 0.5 * (covered - space);
    vec3 sum = vec3(0.0);
    for (int y = 0; y < taps.y; y++)
        for (int x = 0; x < taps.x; x++)
            sum += texture(frame, first + space * vec2(x, y)).rgb;
    colour = vec4(sum / float(taps.x * taps.y), 1.0);
}
