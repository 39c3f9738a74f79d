using System.Collections.Immutable;
using Cnn.Cpu;
using Demo.Teaching;

namespace Cnn.Tests.Demo.Teach;

/// <summary>Frames of two things, and what was taught of them: a dark one with a bright bar, upright or lying.</summary>
internal static class Examples
{
    public const int Width = 100, Height = 80;

    /// <summary>A frame of a class: 0 upright, 1 lying.</summary>
    public static int[] Frame(int label, int seed)
    {
        var random = new Random(seed);
        int at = random.Next(25, 50), light = random.Next(150, 255);
        int[] pixels = new int[Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int along = label == 0 ? i % Width : i / Width;
            int value = along >= at && along < at + 14 ? light : random.Next(30);
            pixels[i] = value | value << 8 | value << 16 | 255 << 24;
        }
        return pixels;
    }

    /// <summary>Classes whose examples were read from such frames.</summary>
    public static ImmutableArray<ClassExamples> Of(Backbone backbone, int count, int classes = 2)
    {
        using var backend = new CpuBackend(threads: 1);
        using var reader = new FrameReader(backend);
        return [.. Enumerable.Range(0, classes).Select(label => new ClassExamples($"thing {label + 1}",
            [.. Enumerable.Range(0, count).Select(i => reader.Read(Frame(label % 2, 100 * label + i), Width, Height, backbone))]))];
    }

    /// <summary>A project that was taught.</summary>
    public static TeachProject Taught(Backbone backbone, int count = 8)
    {
        using var backend = new CpuBackend(threads: 1);
        var classes = Of(backbone, count);
        return new TeachProject(classes, 0.25, backbone, new Teacher(backend).Teach(backbone, classes, 0.25).Network);
    }
}
