// Unpacks a map of four-channel texels into row-major order; an invocation per element of the output.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int place = i % PLANE;
    int c = i / PLANE % C;
    int n = i / (PLANE * C);
    store(i, load0((n * G0 + c / 4) * PLANE + place)[c & 3]);
}
