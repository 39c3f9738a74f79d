// ChooseDigit, last pass: from the best key to its label.
void main()
{
    int key = load0(0);
    out_[0] = key < 0 ? -1 : LABELS - 1 - (key & (1 << LABEL_BITS) - 1);
}
