// A function of one element, F(x), applied to a whole texel.
// The error function, within 2e-7: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
float erf(float x)
{
    float t = 1.0 / (1.0 + 0.3275911 * abs(x));
    float sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return sign(x) * (1.0 - sum * exp(-x * x));
}

S map(S x)
{
    return F(x);
}

#if LANES == 4
vec4 map(vec4 v)
{
    return vec4(map(v.x), map(v.y), map(v.z), map(v.w));
}
#endif
