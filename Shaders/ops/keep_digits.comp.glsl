// One invocation decides about all candidates. in0 candidates, in1 what a model reads of each, if READ.
float logitOf(float probability, float most)
{
    float p = clamp(probability, 0.001, most);
    return log(p / (1.0 - p));
}

float longer(int row) { return float(max(load0(5 * row + 3) - load0(5 * row + 1), load0(5 * row + 4) - load0(5 * row + 2))); }

int sum(int row, int axis) { return load0(5 * row + 1 + axis) + load0(5 * row + 3 + axis); }

bool areBeside(int row, int other)
{
    float a = longer(row), b = longer(other), larger = max(a, b);
    return larger <= MOST_LARGER * min(a, b)
        && float(abs(sum(row, 1) - sum(other, 1))) <= 2.0 * MOST_ASIDE * larger
        && float(abs(sum(row, 0) - sum(other, 0))) <= 2.0 * MOST_ABOVE * larger;
}

vec4 boxOf(int row) { return vec4(load0(5 * row + 1), load0(5 * row + 2), load0(5 * row + 3), load0(5 * row + 4)) / 64.0; }

float area(vec4 box) { return (box.z - box.x) * (box.w - box.y); }

float overlap(vec4 a, vec4 b)
{
    vec2 size = max(vec2(0.0), min(a.zw, b.zw) - max(a.xy, b.xy));
    return size.x * size.y;
}

void main()
{
    float logits[ROWS];
    bool seen[ROWS], kept[ROWS];
    for (int row = 0; row < ROWS; row++)
    {
        seen[row] = load0(5 * row) == 0;
        kept[row] = false;
        logits[row] = logitOf(float(load0(5 * row)) / 1000.0, 0.9995);
#if READ
        float best = 0.0;
        for (int i = 0; i < CLASSES; i++)
            best = max(best, load1(row * CLASSES + i));
        logits[row] -= READER_SHARE * (SURE_LOGIT - min(logitOf(best, 1.0 - 1e-6), SURE_LOGIT));
#endif
        for (int i = 0; i < 5; i++)
            out_[5 * row + i] = 0;
    }
    bool any = false;
    for (int turn = 0; turn < ROWS; turn++)
    {
        int best = -1;
        for (int row = 0; row < ROWS; row++)
            if (!seen[row] && (best < 0 || logits[row] > logits[best]))
                best = row;
        if (best < 0)
            return;
        seen[best] = true;
        vec4 box = boxOf(best);
        bool beside = false, covers = false;
        float covered = 0.0;
        for (int row = 0; row < ROWS; row++)
            if (kept[row])
            {
                float both = overlap(box, boxOf(row));
                covered += both;
                covers = covers || both > MOST_COVERED * area(boxOf(row));
                beside = beside || areBeside(best, row);
            }
        if (!(logits[best] >= (any ? beside ? LEAST_BESIDE : LEAST_APART : LEAST_FIRST)) || covers
            || covered > MOST_COVERED * area(box))
            continue;
        kept[best] = any = true;
        for (int i = 1; i < 5; i++)
            out_[5 * best + i] = load0(5 * best + i);
        out_[5 * best] = clamp(int(1000.0 / (1.0 + exp(-logits[best]))), 1, 1000);
    }
}
