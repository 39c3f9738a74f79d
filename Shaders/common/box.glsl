// The smallest box around what a work group finds: rows from top to bottom − 1, columns from left to right − 1. Each
// invocation keeps its own first, so that shared memory sees one minimum and one maximum of it.
#include "common/edge.glsl"

shared int top, left, bottom, right;
ivec2 low = ivec2(0x7FFFFFFF), high = ivec2(0);

// A part of the box: its first row and column, and those behind its last.
void grow(ivec2 first, ivec2 end)
{
    low = min(low, first);
    high = max(high, end);
}

// All invocations come here once with what they found; the box is there then. It is empty if bottom is 0.
void join()
{
    if (gl_LocalInvocationID.x == 0u)
    {
        top = left = 0x7FFFFFFF;
        bottom = right = 0;
    }
    barrier();
    atomicMin(top, low.x);
    atomicMin(left, low.y);
    atomicMax(bottom, high.x);
    atomicMax(right, high.y);
    barrier();
}

// Writes the box of a map of so many pixels a side as places in the frame, of which the map shows a square; zeros if it is empty.
void place(ivec3 square, int side)
{
    bool found = bottom > 0;
    out_[0] = found ? 1 : 0;
    out_[1] = found ? square.x + edge(square.z, top, side) : 0;
    out_[2] = found ? square.y + edge(square.z, left, side) : 0;
    out_[3] = found ? square.x + edge(square.z, bottom, side) : 0;
    out_[4] = found ? square.y + edge(square.z, right, side) : 0;
}
