// How many of a window's taps along one axis lie from low to high − 1.
int counted(int begin, int taps, int dilation, int low, int high)
{
    int count = 0;
    for (int k = 0; k < taps; k++)
    {
        int at = begin + k * dilation;
        count += at >= low && at < high ? 1 : 0;
    }
    return count;
}
