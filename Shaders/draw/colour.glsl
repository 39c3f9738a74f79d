// Numbers to colours: straight lines between a few stops of each map.
const int DIVERGING = 1, VIRIDIS = 2, TURBO = 3, HEAT = 5;

// Viridis (van der Walt and Smith) at ninths of its length, dark violet to yellow.
const vec3 VIRIDIS_STOPS[10] = vec3[](
    vec3(0.267, 0.004, 0.329), vec3(0.282, 0.157, 0.471), vec3(0.243, 0.286, 0.537), vec3(0.192, 0.408, 0.557),
    vec3(0.149, 0.510, 0.557), vec3(0.122, 0.620, 0.537), vec3(0.208, 0.718, 0.475), vec3(0.431, 0.808, 0.345),
    vec3(0.710, 0.871, 0.169), vec3(0.992, 0.906, 0.145));

// Turbo (Mikhailov) at fourteenths of its length, dark blue over green to dark red.
const vec3 TURBO_STOPS[15] = vec3[](
    vec3(0.188, 0.071, 0.231), vec3(0.255, 0.271, 0.671), vec3(0.275, 0.459, 0.929), vec3(0.224, 0.635, 0.988),
    vec3(0.106, 0.812, 0.831), vec3(0.141, 0.925, 0.651), vec3(0.380, 0.988, 0.424), vec3(0.643, 0.988, 0.231),
    vec3(0.820, 0.910, 0.204), vec3(0.953, 0.776, 0.227), vec3(0.996, 0.608, 0.176), vec3(0.953, 0.388, 0.082),
    vec3(0.851, 0.220, 0.024), vec3(0.694, 0.098, 0.004), vec3(0.478, 0.016, 0.008));

vec3 viridis(float t)
{
    int stop = min(int(t * 9.0), 8);
    return mix(VIRIDIS_STOPS[stop], VIRIDIS_STOPS[stop + 1], t * 9.0 - float(stop));
}

vec3 turbo(float t)
{
    int stop = min(int(t * 14.0), 13);
    return mix(TURBO_STOPS[stop], TURBO_STOPS[stop + 1], t * 14.0 - float(stop));
}

// Orange below zero, the panel's dark at zero, blue above: 0 keeps its colour whatever the range is.
vec3 diverging(float t)
{
    const vec3 below = vec3(1.0, 0.643, 0.282), zero = vec3(0.133, 0.153, 0.184), above = vec3(0.376, 0.729, 1.0);
    return t < 0.0 ? mix(zero, below, min(-t, 1.0)) : mix(zero, above, min(t, 1.0));
}

vec3 colourOf(float value, vec2 range, int map)
{
    if (isnan(value))
        return vec3(1.0, 0.0, 0.6);
    if (map == DIVERGING)
        return diverging(value / max(max(abs(range.x), abs(range.y)), 1e-20));
    if (map == HEAT)
        return turbo(min(abs(value) / max(max(abs(range.x), abs(range.y)), 1e-20), 1.0));
    // Maps without a sign begin at 0, so that "nothing there" is the same dark in every map.
    float low = min(range.x, 0.0);
    float t = clamp((value - low) / max(range.y - low, 1e-20), 0.0, 1.0);
    return map == VIRIDIS ? viridis(t) : map == TURBO ? turbo(t) : vec3(t);
}
