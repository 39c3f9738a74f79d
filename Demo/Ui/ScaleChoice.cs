namespace Demo.Ui;

/// <summary>Larger and smaller, as far as the window has room.</summary>
/// <param name="state">Whose appearance it changes.</param>
/// <param name="most">The largest scale that the window has room for.</param>
internal readonly struct ScaleChoice(UiState state, float most)
{
    /// <summary>Changes the scale.</summary>
    /// <param name="steps">By so many; 0: to the usual one.</param>
    /// <returns>What it came to, in a line.</returns>
    public string Change(int steps)
    {
        float wanted = state.Appearance.Scale, shown = Math.Min(wanted, most);
        // A window of another size may have had room for more.
        float next = steps == 0 ? 1 : Next(shown, steps);
        state.Appearance = state.Appearance with { Scale = next };
        return next > most + 0.001f || (steps > 0 && next <= shown + 0.001f)
            ? $"{Math.Min(next, most) * 100:0} %: the window has no room for more"
            : $"{next * 100:0} %";
    }

    private static float Next(float shown, int steps)
    {
        var scales = Appearance.Scales;
        if (steps > 0)
            return scales.FirstOrDefault(scale => scale > shown + 0.001f, scales[^1]);
        return scales.LastOrDefault(scale => scale < shown - 0.001f, scales[0]);
    }
}
