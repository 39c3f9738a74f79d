// A line with round ends an instance, from one place in space to another, equally wide everywhere; a dot where they are the same. What
// lies behind the eye was cut off.
layout(location = 0) in vec3 from;
layout(location = 1) in vec3 along;
layout(location = 2) in vec4 fill;      // not premultiplied
layout(location = 3) in float width;    // in pixels
uniform mat4 toClip;
uniform vec2 viewport;
flat out vec4 paint;
flat out vec2 start;
flat out vec2 along2;
flat out float radius;
out vec2 pixel;

vec2 onScreen(vec3 place)
{
    vec4 clip = toClip * vec4(place, 1.0);
    return (clip.xy / clip.w * 0.5 + 0.5) * viewport;
}

void main()
{
    start = onScreen(from);
    along2 = onScreen(from + along) - start;
    // Thinner than a pixel is fainter.
    radius = 0.5 * max(width, 1.0);
    paint = vec4(fill.rgb, 1.0) * (fill.a * min(width, 1.0));
    float size = length(along2);
    vec2 forward = size > 0.0 ? along2 / size : vec2(1.0, 0.0), side = vec2(-forward.y, forward.x);
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    pixel = start + along2 * (corner.x * 0.5 + 0.5) + (forward * corner.x + side * corner.y) * (radius + 1.0);
    gl_Position = vec4(pixel / viewport * 2.0 - 1.0, 0.0, 1.0);
}
