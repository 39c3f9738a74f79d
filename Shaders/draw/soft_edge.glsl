// How much of a pixel a parallelogram of 0…1 covers, as a pixel wide ramp inside its edges: they lie at any angle.
float insideOf(vec2 uv)
{
    vec2 pixels = min(uv, 1.0 - uv) / fwidth(uv);
    return clamp(min(pixels.x, pixels.y) + 0.501, 0.0, 1.0);
}
