// a ÷ b, rounded down, for 0 ≤ a and 0 < b. Where b is no constant a division of integers is slow, on software devices one
// lane after another. That of floats is a little off: up to 2²⁴ times b it is put right in one step.
int quotient(int a, int b)
{
    int q = int(float(a) / float(b)), rest = a - q * b;
    return rest < 0 ? q - 1 : rest >= b ? q + 1 : q;
}
