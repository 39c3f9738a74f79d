layout(std430, binding = 1) readonly buffer Ranges { vec2 ranges[]; };
flat in ivec4 item;
flat in float alpha;
flat in float pixels;
in vec2 uv;
out vec4 colour;

// Cells as sharp squares, or blended into each other as a photograph is.
float sampleMap(int channel)
{
    ivec2 size = extent.wz;
    if (item.w != 1)
    {
        ivec2 cell = min(ivec2(uv * vec2(size)), size - 1);
        return load(channel, cell.y, cell.x);
    }
    vec2 at = uv * vec2(size) - 0.5;
    ivec2 a = clamp(ivec2(floor(at)), ivec2(0), size - 1), b = clamp(ivec2(floor(at)) + 1, ivec2(0), size - 1);
    vec2 t = fract(at);
    return mix(mix(load(channel, a.y, a.x), load(channel, a.y, b.x), t.x),
               mix(load(channel, b.y, a.x), load(channel, b.y, b.x), t.x), t.y);
}

void main()
{
    vec2 range = item.z < 0 ? vec2(0.0, 1.0) : ranges[item.z];
    vec3 paint;
    if (item.x < 0)
    {
        vec3 rgb = extent.y < 3 ? vec3(sampleMap(0)) : vec3(sampleMap(0), sampleMap(1), sampleMap(2));
        paint = clamp((rgb - range.x) / max(range.y - range.x, 1e-20), 0.0, 1.0);
    }
    else
        paint = colourOf(sampleMap(item.x), range, item.y);
    // A disc's edge is one pixel wide.
    float inside = item.w == 2 ? clamp((0.5 - distance(uv, vec2(0.5))) * pixels, 0.0, 1.0) : 1.0;
    colour = vec4(paint, 1.0) * (alpha * inside);
}
