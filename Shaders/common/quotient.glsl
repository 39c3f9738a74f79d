// a ÷ b, rounded down, for 0 ≤ a and 0 < b. Where b is no constant a division of integers is slow, on software devices one
// lane after another. That of floats is a little off: for quotients up to 2²⁰ less than one, which one step puts right.
int quotient(int a, int b)
{
    int q = int(float(a) / float(b)), rest = a - q * b;
    return rest < 0 ? q - 1 : rest >= b ? q + 1 : q;
}
