// A function of one element, F(x), applied to a whole texel.
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
