// ComponentBoxes, second pass. in0 the blocks' labels, in1 mask, in2 absorbance, in3 grey. An invocation follows RUN blocks
// of a row and adds up the ink of each component that it meets before it adds that to the component's numbers: atomic
// additions of pixel after pixel to one number wait for each other.

int label = -1, mass, area, top, left, bottom, right, light;

void add()
{
    if (area > 0)
    {
        atomicAdd(out_[label], mass);
        atomicAdd(out_[COUNT0 + label], area);
        atomicMin(out_[2 * COUNT0 + label], top);
        atomicMin(out_[3 * COUNT0 + label], left);
        atomicMax(out_[4 * COUNT0 + label], bottom);
        atomicMax(out_[5 * COUNT0 + label], right);
        atomicAdd(out_[6 * COUNT0 + label], light);
    }
}

void begin(int next)
{
    label = next;
    mass = area = light = 0;
    top = left = COUNT1;
    bottom = right = -1;
}

void main()
{
    int i = flatIndex(), runs = (W0 - 1) / RUN + 1;
    if (i >= N0 * H0 * runs)
        return;
    int map = i / (H0 * runs), row = i / runs % H0, first = i % runs * RUN;
    begin(-1);
    for (int column = first; column < min(first + RUN, W0); column++)
    {
        int next = load0((map * H0 + row) * W0 + column);
        if (next < 0 || next >= COUNT0)
            continue;
        if (next != label)
        {
            add();
            begin(next);
        }
        for (int y = row * BLOCK; y < min(row * BLOCK + BLOCK, H1); y++)
            for (int x = column * BLOCK; x < min(column * BLOCK + BLOCK, W1); x++)
            {
                int pixel = y * W1 + x;
                if (load1(map * PLANE1 + pixel) <= 0)
                    continue;
                mass += load2(map * PLANE1 + pixel);
                area++;
                top = min(top, y);
                left = min(left, x);
                bottom = max(bottom, y);
                right = max(right, x);
                light += load3(pixel);
            }
    }
    add();
}
