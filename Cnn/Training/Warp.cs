namespace Cnn.Training;

/// <summary>Where each pixel of a distorted picture comes from: a linear map about two centres, plus waves.</summary>
internal sealed record Warp
{
    /// <summary>The point of the source, in pixels, that …</summary>
    public float FromY { get; init; }
    /// <summary>… comes to lie …</summary>
    public float FromX { get; init; }
    /// <summary>… at this point of the result.</summary>
    public float ToY { get; init; }
    /// <summary>See <see cref="ToY"/>.</summary>
    public float ToX { get; init; }
    /// <summary>The linear map from the result to the source: [x', y'] = [[XX, XY], [YX, YY]] · [x, y].</summary>
    public float XX { get; init; }
    /// <summary>See <see cref="XX"/>.</summary>
    public float XY { get; init; }
    /// <summary>See <see cref="XX"/>.</summary>
    public float YX { get; init; }
    /// <summary>See <see cref="XX"/>.</summary>
    public float YY { get; init; }
    /// <summary>The elastic distortion.</summary>
    public Wave[] Waves { get; init; } = [];

    /// <summary>The place in the source that a pixel of the result shows.</summary>
    public (float Y, float X) Source(int row, int column)
    {
        float y = row - ToY;
        float x = column - ToX;
        float sourceY = FromY + YX * x + YY * y;
        float sourceX = FromX + XX * x + XY * y;
        foreach (var wave in Waves)
        {
            float height = MathF.Sin(wave.AlongY * row + wave.AlongX * column + wave.Phase);
            sourceY += wave.MoveY * height;
            sourceX += wave.MoveX * height;
        }
        return (sourceY, sourceX);
    }
}

/// <summary>A sine across the picture that moves pixels back and forth.</summary>
/// <param name="AlongY">Radians for each row.</param>
/// <param name="AlongX">Radians for each column.</param>
/// <param name="Phase">Radians at the top left.</param>
/// <param name="MoveY">Pixels that the crest moves down.</param>
/// <param name="MoveX">Pixels that the crest moves right.</param>
internal readonly record struct Wave(float AlongY, float AlongX, float Phase, float MoveY, float MoveX)
{
    private const int Count = 3;

    /// <summary>Three waves, each between a half and one and a half to the picture's side.</summary>
    /// <param name="random">Draws direction, length, phase and height.</param>
    /// <param name="height">The most pixels that all of them together move a pixel along an axis.</param>
    /// <param name="side">The picture's longer side in pixels.</param>
    public static Wave[] Choose(Random random, float height, int side)
    {
        if (height == 0)
            return [];
        var waves = new Wave[Count];
        for (int i = 0; i < Count; i++)
        {
            double direction = random.NextDouble() * 2 * Math.PI;
            double frequency = (0.5 + random.NextDouble()) * 2 * Math.PI / side;
            double move = random.NextDouble() * 2 * Math.PI;
            waves[i] = new Wave(
                (float)(frequency * Math.Sin(direction)), (float)(frequency * Math.Cos(direction)),
                (float)(random.NextDouble() * 2 * Math.PI),
                height / Count * (float)Math.Sin(move), height / Count * (float)Math.Cos(move));
        }
        return waves;
    }
}
