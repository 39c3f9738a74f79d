using Cnn.Detection;

namespace Cnn.Tests.Onnx;

/// <summary>
/// The formulas of some detectors once more, as their papers and demos have them, to hold the decoders to; places in pixels.
/// </summary>
internal static class PlainDetectors
{
    public static Box Best(string decoder, Tensor[] values, int height, int width) => decoder switch
    {
        "ultraface" => UltraFace(values, height, width),
        "yunet" => YuNet(values, height, width),
        "blazeface" => BlazeFace(values, width),
        "fastestdet" => FastestDet(values[0], width),
        "nanodet" => NanoDet(values, width),
        _ => throw new ArgumentException(decoder),
    };

    private static Box UltraFace(Tensor[] values, int height, int width)
    {
        int best = Largest(values[0].Shape[1], i => values[0].Floats[2 * i + 1]);
        var box = values[1].Floats.Slice(4 * best, 4);
        return new Box(0, values[0].Floats[2 * best + 1], box[0] * width, box[1] * height, box[2] * width, box[3] * height);
    }

    private static Box YuNet(Tensor[] values, int height, int width)
    {
        var all = new List<Box>();
        for (int level = 0, stride = 8; level < 3; level++, stride *= 2)
            for (int y = 0, i = 0; y < height / stride; y++)
                for (int x = 0; x < width / stride; x++, i++)
                {
                    float[] at = values[6 + level].Floats.Slice(4 * i, 4).ToArray();
                    all.Add(Box.Around(0, MathF.Sqrt(values[level].Floats[i] * values[3 + level].Floats[i]),
                        (x + at[0]) * stride, (y + at[1]) * stride, MathF.Exp(at[2]) * stride, MathF.Exp(at[3]) * stride));
                }
        return all.MaxBy(box => box.Score);
    }

    private static Box BlazeFace(Tensor[] values, int size)
    {
        var all = new List<Box>();
        foreach (var (grid, perCell) in new[] { (16, 2), (8, 6) })
        {
            int count = grid * grid * perCell;
            var scores = values.Single(v => v.Shape == new Shape(1, count, 1));
            var boxes = values.Single(v => v.Shape == new Shape(1, count, 16));
            for (int i = 0; i < count; i++)
            {
                int cell = i / perCell;
                float[] at = boxes.Floats.Slice(16 * i, 4).ToArray();
                all.Add(Box.Around(0, 1 / (1 + MathF.Exp(-scores.Floats[i])),
                    at[0] + (cell % grid + 0.5f) / grid * size, at[1] + (cell / grid + 0.5f) / grid * size, at[2], at[3]));
            }
        }
        return all.MaxBy(box => box.Score);
    }

    private static Box FastestDet(Tensor value, int size)
    {
        int grid = value.Shape[2], cells = grid * grid;
        float At(int channel, int cell) => value.Floats[channel * cells + cell];
        var all = new List<Box>();
        for (int i = 0; i < cells; i++)
        {
            int label = Largest(80, c => At(5 + c, i));
            float x = (i % grid + MathF.Tanh(At(1, i))) / grid, y = (i / grid + MathF.Tanh(At(2, i))) / grid;
            all.Add(Box.Around(label, MathF.Pow(At(0, i), 0.6f) * MathF.Pow(At(5 + label, i), 0.4f), x * size, y * size,
                size / (1 + MathF.Exp(-At(3, i))), size / (1 + MathF.Exp(-At(4, i)))));
        }
        return all.MaxBy(box => box.Score);
    }

    private static Box NanoDet(Tensor[] values, int size)
    {
        var all = new List<Box>();
        foreach (int stride in new[] { 8, 16, 32 })
        {
            int grid = size / stride, cells = grid * grid;
            var scores = values.Single(v => v.Shape == new Shape(1, 80, cells));
            var sides = values.Single(v => v.Shape == new Shape(1, 44, cells));
            for (int i = 0; i < cells; i++)
            {
                int label = Largest(80, c => scores.Floats[c * cells + i]);
                float Side(int side)
                {
                    double[] weights = [.. Enumerable.Range(0, 11).Select(b => Math.Exp(sides.Floats[(11 * side + b) * cells + i]))];
                    return (float)(weights.Select((weight, b) => weight * b).Sum() / weights.Sum()) * stride;
                }
                float x = (i % grid + 0.5f) * stride, y = (i / grid + 0.5f) * stride;
                all.Add(new Box(label, scores.Floats[label * cells + i], x - Side(0), y - Side(1), x + Side(2), y + Side(3)));
            }
        }
        return all.MaxBy(box => box.Score);
    }

    private static int Largest(int count, Func<int, float> value) => Enumerable.Range(0, count).MaxBy(value);
}
