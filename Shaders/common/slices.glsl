// A loop of so many trips is cut into slices, one for each invocation: the trips from x to y − 1 of one of them.
ivec2 slice(int trips, int slices, int index)
{
    int each = trips / slices, more = trips % slices, begin = index * each + min(index, more);
    return ivec2(begin, begin + each + (index < more ? 1 : 0));
}
