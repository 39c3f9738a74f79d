// What lies behind the thing that a mask holds: squares, the frame out of focus (BLURRED, a few texels that a spline goes through), or
// a picture. It is as dense as the mask is sure that the thing is not there.
#include "draw/activation.glsl"

uniform sampler2D behind;
uniform vec4 scaleAndShift;     // from the mask's 0…1 to the texture's
uniform float side;             // of a square, in pixels
in vec2 uv;
out vec4 colour;

// A cubic B-spline of 4×4 texels by four looks between them.
vec3 spline(vec2 at)
{
    vec2 size = vec2(textureSize(behind, 0)), texel = at * size - 0.5, t = fract(texel), base = floor(texel) + 0.5, s = 1.0 - t;
    vec2 w0 = s * s * s / 6.0, w3 = t * t * t / 6.0, w1 = (4.0 - 3.0 * t * t * (2.0 - t)) / 6.0, w2 = 1.0 - w0 - w1 - w3;
    vec2 low = w0 + w1, high = w2 + w3;
    vec2 a = (base - 1.0 + w1 / low) / size, b = (base + 1.0 + w3 / high) / size;
    vec3 top = mix(texture(behind, vec2(b.x, a.y)).rgb, texture(behind, a).rgb, low.x);
    vec3 bottom = mix(texture(behind, b).rgb, texture(behind, vec2(a.x, b.y)).rgb, low.x);
    return mix(bottom, top, low.y);
}

void main()
{
    float held = smoothstep(0.3, 0.7, loadSmooth(0, uv));
    vec2 at = uv * scaleAndShift.xy + scaleAndShift.zw;
#if defined(SQUARES)
    ivec2 square = ivec2(gl_FragCoord.xy / side);
    vec3 paint = vec3(((square.x + square.y) & 1) == 0 ? 0.36 : 0.44);
#elif defined(BLURRED)
    vec3 paint = spline(at);
#else
    vec3 paint = texture(behind, at).rgb;
#endif
    colour = vec4(paint, 1.0) * (1.0 - held);
}
