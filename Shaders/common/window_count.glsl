// How many of a window's taps along one axis lie from low to high − 1: those before high without those before low.
int counted(int begin, int taps, int dilation, int low, int high)
{
    int before = clamp((low - begin + dilation - 1) / dilation, 0, taps);
    return max(clamp((high - begin + dilation - 1) / dilation, 0, taps) - before, 0);
}
