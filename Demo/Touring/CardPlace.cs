using Demo.Ui;

namespace Demo.Touring;

/// <summary>Where the tour's card lies: beside what it points at, never over it, and as wide as the room there allows.</summary>
internal static class CardPlace
{
    private const float Gap = 10;

    private static readonly float[] s_widths = [330, 290, 250, 222, 200, 190];

    /// <summary>Finds a place; null where there is none.</summary>
    /// <param name="target">What is pointed at, and what else is not to be covered.</param>
    /// <param name="body">Where there is room: the window between its bars.</param>
    /// <param name="height">How high the card is at a width.</param>
    public static Rect? Beside(in Rect target, in Rect body, Func<float, float> height)
    {
        Rect[] rooms =
        [
            new(target.Right + Gap, body.Y, body.Right - target.Right - Gap, body.Height),
            new(body.X, body.Y, target.X - Gap - body.X, body.Height),
            new(body.X, target.Bottom + Gap, body.Width, body.Bottom - target.Bottom - Gap),
            new(body.X, body.Y, body.Width, target.Y - Gap - body.Y),
        ];
        foreach (var room in rooms)
            foreach (float width in s_widths)
                if (room.Width >= width && height(width) is var high && room.Height >= high)
                    return new Rect(
                        Math.Clamp(target.CentreX - width / 2, room.X, room.Right - width),
                        Math.Clamp(target.CentreY - high / 2, room.Y, room.Bottom - high), width, high);
        return null;
    }
}
