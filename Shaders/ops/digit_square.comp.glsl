// One invocation. in0 box, in1 centre square, in2 switch.
void main()
{
    bool around = load0(0) != 0 && load2(0) != 0;
    int side = max(load0(3) - load0(1), load0(4) - load0(2)) / 5 * FIFTHS;
    out_[0] = around ? load0(1) + load0(3) - side >> 1 : load1(0);
    out_[1] = around ? load0(2) + load0(4) - side >> 1 : load1(1);
    out_[2] = around ? side : load1(2);
}
