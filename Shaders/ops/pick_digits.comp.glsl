// One work group picks digits, the likeliest first. in0 answers at the fine scale, in1 at the coarse one, in2 the frame's square.
// Each invocation keeps one bit for each of its cells: a peak that is not picked and overlaps none that is.
const int FINE = H0 * W0, COARSE = H1 * W1;
const int EACH = (FINE + COARSE + 255) / 256, WORDS = (EACH + 31) / 32;

shared float bestLogit[256];
shared int bestCell[256];

float logitOf(int cell) { return cell < FINE ? load0(cell) : load1(cell - FINE); }

float answer(int cell, int plane) { return cell < FINE ? load0(plane * FINE + cell) : load1(plane * COARSE + cell - FINE); }

// Of neighbours that are equal the first one is the peak.
bool isPeak(int cell)
{
    float logit = logitOf(cell);
    if (!(logit >= LEAST_LOGIT) || (cell >= FINE && max(answer(cell, 3), answer(cell, 4)) < LEAST_COARSE_LOG))
        return false;
    int first = cell < FINE ? 0 : FINE, width = cell < FINE ? W0 : W1, height = cell < FINE ? H0 : H1;
    int row = (cell - first) / width, column = (cell - first) % width;
    for (int y = max(row - 1, 0); y <= min(row + 1, height - 1); y++)
        for (int x = max(column - 1, 0); x <= min(column + 1, width - 1); x++)
        {
            int other = first + y * width + x;
            float value = logitOf(other);
            if (value > logit || (value == logit && other < cell))
                return false;
        }
    return true;
}

float halfSide(float size) { return UNIT_SIZE / (2.0 * STRIDE) * exp(clamp(size, -LARGEST_LOG, LARGEST_LOG)); }

// Top, left, bottom, right in 64ths of a frame pixel.
ivec4 boxOf(int cell)
{
    int first = cell < FINE ? 0 : FINE, width = cell < FINE ? W0 : W1, height = cell < FINE ? H0 : H1;
    float unit = float(load2(2)) / float(max(width, height));
    float y = (float((cell - first) / width) + 0.5 + clamp(answer(cell, 1), -FARTHEST, FARTHEST)) * unit;
    float x = (float((cell - first) % width) + 0.5 + clamp(answer(cell, 2), -FARTHEST, FARTHEST)) * unit;
    float high = halfSide(answer(cell, 3)) * unit, wide = halfSide(answer(cell, 4)) * unit;
    ivec2 place = ivec2(load2(0), load2(1));
    return ivec4(place + ivec2(floor(vec2(y - high, x - wide))), place + ivec2(floor(vec2(y + high, x + wide))) + 1);
}

float area(ivec4 box) { return float(box.z - box.x) / 64.0 * (float(box.w - box.y) / 64.0); }

bool overlap(ivec4 a, ivec4 b)
{
    vec2 size = vec2(min(a.zw, b.zw) - max(a.xy, b.xy)) / 64.0;
    if (size.x <= 0.0 || size.y <= 0.0)
        return false;
    float both = size.x * size.y;
    return both > MOST_SHARED * (area(a) + area(b) - both) || both > MOST_WITHIN * min(area(a), area(b));
}

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    uint open[WORDS];
    for (int word = 0; word < WORDS; word++)
    {
        open[word] = 0u;
        for (int bit = 0; bit < 32; bit++)
        {
            int cell = lane + 256 * (32 * word + bit);
            if (cell < FINE + COARSE && isPeak(cell))
                open[word] |= 1u << bit;
        }
    }
    for (int i = lane; i < COUNT; i += 256)
        out_[i] = 0;
    for (int pick = 0; pick < MOST; pick++)
    {
        bestCell[lane] = -1;
        for (int word = 0; word < WORDS; word++)
            for (uint left = open[word]; left != 0u; left &= left - 1u)
            {
                int cell = lane + 256 * (32 * word + findLSB(left));
                float logit = logitOf(cell);
                if (bestCell[lane] < 0 || logit > bestLogit[lane])
                {
                    bestLogit[lane] = logit;
                    bestCell[lane] = cell;
                }
            }
        barrier();
        for (int step = 128; step > 0; step /= 2)
        {
            if (lane < step)
            {
                int other = bestCell[lane + step];
                // On ties the first cell.
                if (other >= 0 && (bestCell[lane] < 0 || bestLogit[lane + step] > bestLogit[lane]
                    || (bestLogit[lane + step] == bestLogit[lane] && other < bestCell[lane])))
                {
                    bestLogit[lane] = bestLogit[lane + step];
                    bestCell[lane] = other;
                }
            }
            barrier();
        }
        int best = bestCell[0];
        float logit = bestLogit[0];
        barrier();
        if (best < 0)
            return;
        ivec4 box = boxOf(best);
        if (lane == 0)
        {
            out_[5 * pick] = max(1, int(1000.0 / (1.0 + exp(-logit))));
            out_[5 * pick + 1] = box.x;
            out_[5 * pick + 2] = box.y;
            out_[5 * pick + 3] = box.z;
            out_[5 * pick + 4] = box.w;
        }
        for (int word = 0; word < WORDS; word++)
            for (uint left = open[word]; left != 0u; left &= left - 1u)
            {
                int bit = findLSB(left), cell = lane + 256 * (32 * word + bit);
                if (cell == best || overlap(box, boxOf(cell)))
                    open[word] &= ~(1u << bit);
            }
    }
}
