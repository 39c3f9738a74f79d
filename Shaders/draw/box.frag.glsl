flat in vec4 fillColour;
flat in vec4 borderColour;
flat in vec4 box;
flat in vec2 shape;
in vec2 pixel;
out vec4 colour;

void main()
{
    // Signed distance to the rounded rectangle, negative inside; half a pixel either side is the soft edge.
    vec2 q = abs(pixel - box.xy) - box.zw + shape.x;
    float distance = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - shape.x;
    float inside = clamp(0.5 - distance, 0.0, 1.0);
    float rim = borderColour.a * clamp(distance + shape.y + 0.5, 0.0, 1.0);
    vec4 paint = mix(fillColour, vec4(borderColour.rgb, 1.0), rim);
    colour = vec4(paint.rgb, 1.0) * (paint.a * inside);
}
