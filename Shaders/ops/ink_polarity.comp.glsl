// One invocation. in0 the digit's label: those of dark ink come first.
void main()
{
    out_[0] = load0(0) < PLANE_SIZE ? 1 : 0;
}
