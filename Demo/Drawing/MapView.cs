using Cnn;
using Cnn.Gl;

namespace Demo.Drawing;

/// <summary>Where an activation lies for the shaders that draw it.</summary>
/// <param name="Place">Where, and how its elements lie; of a texture the name stands in place of a buffer's.</param>
/// <param name="Floats">The same values in the processor's memory, where they come from there.</param>
/// <param name="InTexture">Whether they lie row-major in the texels of a 2-D texture, row after row, and not in a buffer.</param>
internal readonly record struct MapView(GlView Place, Tensor? Floats = null, bool InTexture = false)
{
    public GlLayout Layout => Place.Layout;

    public Shape Shape => Place.Shape;
}
