// An invocation weighs the frame's pixels around one output pixel, all channels. in0 frame, in1 the taps that
// sample_picture_taps finds, in2 blue first.

// A pixel's weight: the triangle's height where its middle lies, `place` pixels behind the first of the taps t.
float weight(vec4 t, int place) { return max(0.0, t.w - abs(t.z + 64.0 * float(place))); }

void main()
{
    int i = flatIndex();
    if (i >= HEIGHT * WIDTH)
        return;
    int y = i / WIDTH, width = int(load1(HEIGHT + WIDTH).x);
    vec4 rows = load1(y), columns = load1(HEIGHT + i - y * WIDTH);
    ivec2 size = ivec2(rows.y - rows.x, columns.y - columns.x), step = size / MAX_TAPS + 1;
    int corner = int(rows.x) * width + int(columns.x);
    vec4 sum = vec4(0.0);
    for (int row = 0; row <= size.x; row += step.x)
    {
        vec4 across = vec4(0.0);
        for (int column = 0; column <= size.y; column += step.y)
        {
            int pixel = load0(corner + row * width + column);
            across += weight(columns, column) * vec4(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255, 1.0);
        }
        sum += weight(rows, row) * across;
    }
    vec3 colour = sum.a > 0.0 ? sum.rgb / sum.a : vec3(BARS >> 16 & 255, BARS >> 8 & 255, BARS & 255);
    if (CHANNELS == 1)
        colour.r = dot(colour, vec3(77.0, 150.0, 29.0) / 256.0);
    else if (load2(0) != 0)
        colour = colour.bgr;
    for (int c = 0; c < CHANNELS; c++)
        out_[CHANNELS_LAST != 0 ? i * CHANNELS + c : c * HEIGHT * WIDTH + i] = colour[c];
}
