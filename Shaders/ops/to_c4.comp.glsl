// Packs a row-major map by four channels; an invocation per texel of the output.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int place = i % PLANE;
    int g = i / PLANE % G;
    int n = i / (PLANE * G);
    int at = (n * C + 4 * g) * PLANE + place;
    // Reads past the last channel are other elements or none; store() clears those lanes.
    store(i, vec4(load0(at), load0(at + PLANE), load0(at + 2 * PLANE), load0(at + 3 * PLANE)));
}
