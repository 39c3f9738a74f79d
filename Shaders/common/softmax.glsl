// Lines of LENGTH elements, INNER apart, of the first input.

// Where a line begins.
int lineBegin(int line)
{
    return line / INNER * LENGTH * INNER + line % INNER;
}

// The largest x of a line, and Σ e^(x − largest), which does not overflow.
vec2 largestAndSum(int begin)
{
    float largest = load0(begin);
    for (int k = 1; k < LENGTH; k++)
        largest = max(largest, load0(begin + k * INNER));
    float sum = 0.0;
    for (int k = 0; k < LENGTH; k++)
        sum += exp(load0(begin + k * INNER) - largest);
    return vec2(largest, sum);
}
