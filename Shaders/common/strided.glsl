// Where an element of the output lies in an input that is read with other strides: RANK axes of lengths LENGTHS(axis).
#define STRIDED(name, strides) \
    int name(int i) \
    { \
        int at = 0; \
        for (int axis = RANK - 1; axis >= 0; axis--) \
        { \
            int rest = i / LENGTHS(axis); \
            at += (i - rest * LENGTHS(axis)) * strides(axis); \
            i = rest; \
        } \
        return at; \
    }
