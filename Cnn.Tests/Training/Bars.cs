using Cnn.Training;

namespace Cnn.Tests.Training;

/// <summary>A problem that a small network learns in seconds: horizontal, vertical and diagonal bars in 12×10 pixels.</summary>
internal static class Bars
{
    private const int Height = 12;
    private const int Width = 10;

    public static DataSet Make(int count)
    {
        var random = new Random(11);
        var pixels = new byte[count * Height * Width];
        var labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 3);
            int at = random.Next(3, 7);
            for (int k = 0; k < 7; k++)
            {
                int y = labels[i] == 0 ? at : k + 2;
                int x = labels[i] == 1 ? at : k + (labels[i] == 0 ? 1 : at - 3);
                pixels[(i * Height + y) * Width + x] = (byte)random.Next(120, 256);
            }
        }
        return new DataSet(Height, Width, 3, pixels, labels);
    }
}
