// An invocation for each box. in0 boxes, in1 centre square, in2 switch.
void main()
{
    int i = flatIndex();
    if (i * 3 >= COUNT)
        return;
    int b = 5 * i, s = 3 * i;
    bool around = load0(b) != 0 && load2(0) != 0;
    int side = max(load0(b + 3) - load0(b + 1), load0(b + 4) - load0(b + 2)) / 5 * FIFTHS;
    out_[s] = around ? load0(b + 1) + load0(b + 3) - side >> 1 : load1(0);
    out_[s + 1] = around ? load0(b + 2) + load0(b + 4) - side >> 1 : load1(1);
    // Nobody looks at the squares of further digits that are not there: a point is quickly sampled.
    out_[s + 2] = around ? side : i == 0 ? load1(2) : 0;
}
