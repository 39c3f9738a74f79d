namespace Cnn.Training;

/// <summary>Where each pixel of a distorted picture comes from: a linear map about two centres, plus waves.</summary>
/// <param name="From">The point of the source, in pixels, that …</param>
/// <param name="To">… comes to lie at this point of the result.</param>
/// <param name="XX">The linear map from the result to the source: [x', y'] = [[XX, XY], [YX, YY]] · [x, y].</param>
/// <param name="XY">See XX.</param>
/// <param name="YX">See XX.</param>
/// <param name="YY">See XX.</param>
/// <param name="Waves">The elastic distortion.</param>
internal sealed record Warp((float Y, float X) From, (float Y, float X) To, float XX, float XY, float YX, float YY, Wave[] Waves)
{
    /// <summary>The place in the source that a pixel of the result shows.</summary>
    public (float Y, float X) Source(int row, int column)
    {
        float y = row - To.Y;
        float x = column - To.X;
        float sourceY = From.Y + YX * x + YY * y;
        float sourceX = From.X + XX * x + XY * y;
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
