// Copies one input into its slice of the output, seen as [outer, length, inner]; an invocation per texel of the input.
void main()
{
    int i = flatIndex();
    if (i >= COUNT0)
        return;
    int outer = i / SLICE;
    store(outer * ROW + OFFSET + (i - outer * SLICE), load0(i));
}
