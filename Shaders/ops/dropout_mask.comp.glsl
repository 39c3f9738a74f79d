// 0 where an element is dropped, else SCALE. Input: the step. The hash is pcg3d of Jarzynski and Olano 2020.
uint hash(uvec3 v)
{
    v = v * 1664525u + 1013904223u;
    v.x += v.y * v.z;
    v.y += v.z * v.x;
    v.z += v.x * v.y;
    v ^= v >> 16u;
    return v.x + v.y * v.z;
}

void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, hash(uvec3(uint(i), uint(load0(0)), uint(SEED))) < uint(THRESHOLD) ? 0.0 : SCALE);
}
