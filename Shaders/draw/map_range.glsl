// Which values a map's colours reach from and to. Looked up once a corner, not a pixel: looking into a buffer is what costs a software
// device most.
uniform samplerBuffer ranges;   // the smallest and largest value of a map, a layer, the network

// What a network's pictures are usually made for, with room for values that shoot over: else a dark picture would be
// stretched to a bright one. Bytes are told from scores by being large.
vec2 usual(vec2 range)
{
    if (range.x >= -0.1 && range.y <= 1.1)
        return vec2(0.0, 1.0);
    if (range.x >= -1.1 && range.y <= 1.1)
        return vec2(-1.0, 1.0);
    return range.x >= -32.0 && range.y >= 32.0 && range.y <= 287.0 ? vec2(0.0, 255.0) : range;
}

// Of the slots of a map's range (−1: 0…1) and of its layer's.
vec2 rangeOf(ivec2 slots)
{
    vec2 range = slots.x < 0 ? vec2(0.0, 1.0) : texelFetch(ranges, slots.x).xy;
#ifdef USUAL_RANGE
    range = usual(range);
#endif
#ifdef NETWORK_RANGE
    // Of a layer without negative values colours begin at its 0.
    range.x = max(-range.y, texelFetch(ranges, slots.y).x);
#endif
    return range;
}

// How much of its colours a map keeps. One that is stretched over its own range and whose values differ by less than a fiftieth of its
// layer's says nothing. Where the layer's range is not known (slot −1), of its own size.
float lifeOf(vec2 own, int layer)
{
#ifdef STRETCHED
    float whole = max(abs(own.x), abs(own.y));
    if (layer >= 0)
    {
        vec2 range = texelFetch(ranges, layer).xy;
        whole = range.y - range.x;
    }
    return clamp((own.y - own.x) / max(0.02 * whole, 1e-20), 0.0, 1.0);
#else
    return 1.0;
#endif
}
