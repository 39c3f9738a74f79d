// One invocation: see Cnn/Ops/Preprocessing/FrameSquare.cs.
void main()
{
    int height = clamp(load0(0), 1, 0x7FFFFFFF / 64);
    int width = clamp(load0(1), 1, 0x7FFFFFFF / 64 / height);
    int side = 64 * (CENTRE != 0 ? min(height, width) : max(height, width));
    out_[0] = CENTRE != 0 ? (height * 64 - side) / 2 : 0;
    out_[1] = CENTRE != 0 ? (width * 64 - side) / 2 : 0;
    out_[2] = side;
}
