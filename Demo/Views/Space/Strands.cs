using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>Lines in the direction of the data, with dots that flow along them.</summary>
internal static class Strands
{
    // Of a piece along x: shorter than most layers are apart, so that each stands behind or before it as a whole.
    private const float Piece = 0.5f;

    private const int MostPieces = 40;

    // Between two dots, in units of space.
    private const float Between = 0.42f;

    /// <summary>A line in as many pieces as layers may stand between.</summary>
    public static void Line(Scene scene, in Projection projection, Vector3 from, Vector3 to, uint colour, float width)
    {
        if (!projection.TryCut(ref from, ref to))
            return;
        int pieces = Math.Clamp((int)MathF.Ceiling(MathF.Abs(to.X - from.X) / Piece), 1, MostPieces);
        for (int i = 0; i < pieces; i++)
            scene.List.Space.Line(
                Vector3.Lerp(from, to, (float)i / pieces), Vector3.Lerp(from, to, (i + 1f) / pieces), colour, width);
    }

    /// <summary>Dots that are on their way.</summary>
    public static void Dots(Scene scene, SpaceState state, Vector3 from, Vector3 to, uint colour, float width)
    {
        if (!scene.IsOn(Toggle.Flow))
            return;
        float length = Vector3.Distance(from, to);
        for (float at = (float)(state.Flow.Way % Between); at < length; at += Between)
        {
            var place = Vector3.Lerp(from, to, at / length);
            if (state.Projection.DepthOf(place) > 2 * Pose.Near)
                scene.List.Space.Line(place, place, colour, width);
        }
    }

    /// <summary>The edge of a part of a map, in 0…1 of it.</summary>
    public static void Outline(Scene scene, in Projection projection, in Slice slice, in Rect part, uint colour, float width)
    {
        for (int i = 0; i < 4; i++)
            Line(scene, projection, Corner(slice, part, i), Corner(slice, part, (i + 1) % 4), colour, width);
    }

    /// <summary>A corner of a part of a map, clockwise from the top left.</summary>
    public static Vector3 Corner(in Slice slice, in Rect part, int index) =>
        slice.At(index is 1 or 2 ? part.Right : part.X, index >= 2 ? part.Bottom : part.Y);
}
