// Numbers to colours; COLOURS says which map, and POLYNOMIAL(t) is its colour for 0 ≤ t ≤ 1 where it is a polynomial: software rasterizers
// index constant arrays slowly.
#include "common/nan.glsl"

#define DIVERGING 1
#define HEAT 6
#define LABELS 7
#define VEIL 8

// The look's own: the colours of the most below zero, of zero and of the most above, and of a mask.
uniform vec3 below, zero, above, veil;
#if COLOURS == LABELS
uniform vec3 classes[CLASSES];
#endif

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
#elif COLOURS == LABELS
    // A class number; those beyond the list are the same ones, darker.
    float shade = mod(floor(value / float(CLASSES)), float(CLASS_SHADES));
    vec3 colour = classes[clamp(int(mod(value, float(CLASSES))), 0, CLASSES - 1)] * (1.0 - CLASS_STEP * shade);
#elif COLOURS == VEIL
    vec3 colour = veil;
#elif COLOURS == HEAT
    // What is above zero: what a map suppresses must not glow.
    vec3 colour = POLYNOMIAL(clamp(value / max(range.y, 1e-20), 0.0, 1.0));
#else
    vec3 colour = POLYNOMIAL(share);
#endif
    return isNotANumber(value) ? vec3(1.0, 0.0, 0.6) : clamp(colour, 0.0, 1.0);
}
