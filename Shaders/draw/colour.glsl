// Numbers to colours; COLOURS says which map. Viridis (van der Walt and Smith) and Turbo (Mikhailov) are polynomials that
// were fitted to a dozen colours of each: software rasterizers index constant arrays slowly. Horner's form, 0 ≤ t ≤ 1.
#include "common/nan.glsl"

#define DIVERGING 1
#define VIRIDIS 2
#define TURBO 3
#define GREY 4
#define HEAT 5
#define LABELS 6
#define VEIL 7

vec3 viridis(float t)
{
    return vec3(0.269, 0.004, 0.326) + t * (vec3(0.043, 1.531, 2.317) + t * (vec3(1.256, -1.551, -11.053)
        + t * (vec3(-12.586, 2.080, 28.093) + t * (vec3(22.912, -1.218, -34.002) + t * vec3(-10.901, 0.061, 14.459)))));
}

vec3 turbo(float t)
{
    return vec3(0.168, 0.071, 0.226) + t * (vec3(5.088, 2.985, 7.485) + t * (vec3(-53.512, -4.005, -10.058)
        + t * (vec3(187.929, 23.280, -87.053) + t * (vec3(-272.428, -68.206, 272.219)
        + t * (vec3(173.994, 67.964, -284.904) + t * vec3(-40.752, -22.070, 102.107))))));
}

// The look's own: the colours of the most below zero, of zero and of the most above, and of a mask.
uniform vec3 below, zero, above, veil;

// 0 keeps its colour whatever the range is.
vec3 diverging(float t)
{
    return mix(zero, t < 0.0 ? below : above, min(abs(t), 1.0));
}

vec3 colourOf(float value, vec2 range)
{
    // Maps without a sign begin at 0, so that "nothing there" is the same dark in every map.
    float low = min(range.x, 0.0);
    float share = clamp((value - low) / max(range.y - low, 1e-20), 0.0, 1.0);
    float signedShare = value / max(max(abs(range.x), abs(range.y)), 1e-20);
#if COLOURS == DIVERGING
    vec3 colour = diverging(signedShare);
#elif COLOURS == VIRIDIS
    vec3 colour = viridis(share);
#elif COLOURS == TURBO
    vec3 colour = turbo(share);
#elif COLOURS == LABELS
    // A class number: neighbours are a golden ratio of the hues apart.
    vec3 colour = 0.55 + 0.45 * cos(6.2831853 * fract(value * 0.618034 + vec3(0.0, 1.0 / 3.0, 2.0 / 3.0)));
#elif COLOURS == VEIL
    vec3 colour = veil;
#elif COLOURS == HEAT
    // What is above zero: what a map suppresses must not glow.
    vec3 colour = turbo(clamp(value / max(range.y, 1e-20), 0.0, 1.0));
#else
    vec3 colour = vec3(share);
#endif
    return isNotANumber(value) ? vec3(1.0, 0.0, 0.6) : clamp(colour, 0.0, 1.0);
}
