// ChooseDigit, first pass: below every key.
void main()
{
    out_[0] = -1;
}
