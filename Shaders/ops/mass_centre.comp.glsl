// One work group sums mass and moments. in0 ink, in1 box, in2 switch.
shared int mass, momentY, momentX;

int centre(int moment) { return moment / mass * 64 + moment % mass / (mass / 64 + 1) + 32; }

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
        mass = momentY = momentX = 0;
    barrier();
    ivec3 own = ivec3(0);
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
        own += load0(i) * ivec3(1, i / W0, i % W0);
    atomicAdd(mass, own.x);
    atomicAdd(momentY, own.y);
    atomicAdd(momentX, own.z);
    barrier();
    if (lane != 0)
        return;
    bool box = mass == 0 || load2(0) == 0;
    out_[0] = box ? (load1(0) + load1(2)) * 64 / 2 : centre(momentY);
    out_[1] = box ? (load1(1) + load1(3)) * 64 / 2 : centre(momentX);
}
