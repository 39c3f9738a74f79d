// One step of Adam: w − rate · (decay · w + m̂ / (√v̂ + ε)). Inputs: w, m, v, learning rate, step.
// 1 − β^t, exact where β^t is close to 1, which a plain power is not; 1 for t = 0.
float correction(float logBeta, float step)
{
    float z = logBeta * step;
    return step <= 0.0 ? 1.0 : z > -0.01 ? -z * (1.0 + z * (0.5 + z * (1.0 / 6.0 + z * (1.0 / 24.0)))) : 1.0 - exp(z);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    float step = load4(0);
    float mean = load1(i) / correction(LOG_BETA1, step);
    float square = load2(i) / correction(LOG_BETA2, step);
    float w = load0(i);
    store(i, w - load3(0) * (DECAY * w + mean / (sqrt(square) + EPSILON)));
}
