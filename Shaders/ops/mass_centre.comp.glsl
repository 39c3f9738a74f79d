// A work group sums mass and moments of each map. in0 ink, in1 boxes, in2 switch.
shared int mass, momentY, momentX;

int centre(int moment) { return moment / mass * 64 + moment % mass / (mass / 64 + 1) + 32; }

void main()
{
    int lane = int(gl_LocalInvocationID.x), map = int(gl_WorkGroupID.x), b = 4 * map;
    if (map >= N0)
        return;
    if (lane == 0)
        mass = momentY = momentX = 0;
    barrier();
    ivec3 own = ivec3(0);
    for (int i = lane; i < H0 * W0; i += int(gl_WorkGroupSize.x))
        own += load0(map * H0 * W0 + i) * ivec3(1, i / W0, i % W0);
    atomicAdd(mass, own.x);
    atomicAdd(momentY, own.y);
    atomicAdd(momentX, own.z);
    barrier();
    if (lane != 0)
        return;
    bool box = mass == 0 || load2(0) == 0;
    out_[2 * map] = box ? (load1(b) + load1(b + 2)) * 64 / 2 : centre(momentY);
    out_[2 * map + 1] = box ? (load1(b + 1) + load1(b + 3)) * 64 / 2 : centre(momentX);
}
