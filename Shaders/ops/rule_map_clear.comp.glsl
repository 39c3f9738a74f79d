// RemoveRules, first pass: no pixel is close to a rule.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        out_[i] = 0;
}
