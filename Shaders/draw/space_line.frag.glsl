flat in vec4 paint;
flat in vec2 start;
flat in vec2 along2;
flat in float radius;
in vec2 pixel;
out vec4 colour;

void main()
{
    vec2 there = pixel - start;
    float share = clamp(dot(there, along2) / max(dot(along2, along2), 1e-6), 0.0, 1.0);
    colour = paint * clamp(radius + 0.5 - length(there - share * along2), 0.0, 1.0);
}
