// FindRules' lines: through each of SIDE places of an edge there is one for each slope. Of 32 places each has a bit of a
// word, the first the lowest.

const int WORDS = (SIDE + 31) / 32;

// How many pixels aside a line is at t along it; 0 in its middle.
int offset(int slope, int t)
{
    return RISE * slope * (2 * t + 1) / (2 * SIDE) - RISE * (SLOPES / 2) * (2 * t + 1) / (2 * SIDE) - RISE * (slope - SLOPES / 2) / 2;
}

// The bits of 32 places, from any place on, of the edge whose words begin at `first` in in0; 0 beyond its ends.
uint bits(int first, int place)
{
    int word = place >> 5, shift = place & 31;
    uint low = word >= 0 && word < WORDS ? uint(load0(first + word)) : 0u;
    uint high = word >= -1 && word < WORDS - 1 ? uint(load0(first + word + 1)) : 0u;
    // By 32 nothing can be shifted.
    return shift == 0 ? low : low >> shift | high << 32 - shift;
}
