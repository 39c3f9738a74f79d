#include "draw/soft_edge.glsl"
flat in vec4 sheet;
flat in float alpha;
in vec2 uv;
out vec4 colour;

void main()
{
    colour = vec4(sheet.rgb, 1.0) * (alpha * insideOf(uv));
}
