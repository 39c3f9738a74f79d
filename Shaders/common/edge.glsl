// ⌊length·i / n⌋ without leaving 32 bits: where the i-th of n parts of a length begins.
int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }
