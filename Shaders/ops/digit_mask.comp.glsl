// in0 labels, in1 which belong to the digit, in2 the labels' square, in3 the digit's square.

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

// The labels' pixel at a place of the frame, −1 outside.
int working(int place, int side, int size)
{
    if (place < 0 || place >= side)
        return -1;
    return side < 0x7FFFFFFF / size ? place * size / side : (place >> 6) * size / (side >> 6);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int row = working(in3[0] + edge(in3[2], 2 * (i / SIZE) + 1, 2 * SIZE) - in2[0], in2[2], H0);
    int column = working(in3[1] + edge(in3[2], 2 * (i % SIZE) + 1, 2 * SIZE) - in2[1], in2[2], W0);
    int label = row < 0 || column < 0 ? -1 : in0[row * W0 + column];
    out_[i] = label >= 0 && label < COUNT1 ? in1[label] : 0;
}
