// One invocation. in0 box, in1 centre square, in2 switch.
void main()
{
    bool around = in0[0] != 0 && in2[0] != 0;
    int side = max(in0[3] - in0[1], in0[4] - in0[2]) / 5 * FIFTHS;
    out_[0] = around ? in0[1] + in0[3] - side >> 1 : in1[0];
    out_[1] = around ? in0[2] + in0[4] - side >> 1 : in1[1];
    out_[2] = around ? side : in1[2];
}
