using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>Lines from the maps that the chosen one is computed from: as strong as weight times what the map holds now.</summary>
internal sealed class LinkLines
{
    private readonly LinkStrengths _strengths = new();
    private readonly MapSizes _sizes = new();
    private float[] _shares = new float[64];

    public void Draw(Scene scene, SpaceState state)
    {
        if (!state.Slices.TryFind(scene.State.Layer, scene.State.Channel, out var chosen))
            return;
        foreach (var source in scene.Chosen.Inputs)
        {
            var slices = state.Slices.Of(source.Index);
            if (_shares.Length < slices.Length)
                _shares = new float[slices.Length];
            var strengths = _strengths.Of(scene.Network, scene.Chosen, scene.State.Channel, source);
            float most = 0;
            for (int i = 0; i < slices.Length; i++)
            {
                int channel = Math.Max(0, slices[i].Channel);
                _shares[i] = strengths[channel] * _sizes.Of(scene, source, channel);
                most = MathF.Max(most, MathF.Abs(_shares[i]));
            }
            for (int i = 0; i < slices.Length && most > 0; i++)
                Draw(scene, state, slices[i].Centre, chosen.Centre, _shares[i] / most);
        }
    }

    private static void Draw(Scene scene, SpaceState state, Vector3 from, Vector3 to, float share)
    {
        float size = MathF.Abs(share);
        if (size < 0.02f)
            return;
        uint colour = share > 0 ? Theme.Positive : Theme.Negative;
        Strands.Line(scene, state.Projection, from, to, Theme.Fade(colour, 0.12f + 0.6f * size), 0.7f + 1.5f * size);
        Strands.Dots(scene, state, from, to, Theme.Fade(colour, 0.3f + 0.7f * size), 2 + 3 * size);
    }
}
