// The inside of a box: no edges, so nothing to compute.
flat in vec4 fillColour;
out vec4 colour;

void main()
{
    colour = fillColour;
}
