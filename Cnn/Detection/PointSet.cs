using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>The points of one thing: what they are called, and which are joined by lines.</summary>
/// <param name="Names">The names, in the detector's order; empty where there are too many to have names.</param>
/// <param name="Skeleton">Pairs of points between which a line is drawn.</param>
public sealed record PointSet(ImmutableArray<string> Names, ImmutableArray<(int From, int To)> Skeleton)
{
    /// <summary>Nothing.</summary>
    public static PointSet None { get; } = new([], []);

    /// <summary>A face's six points, as BlazeFace finds them.</summary>
    public static PointSet SixOfFace { get; } =
        new(["right eye", "left eye", "nose", "mouth", "right ear", "left ear"], []);

    /// <summary>A face's five points, as YuNet and most other detectors of faces find them.</summary>
    public static PointSet FiveOfFace { get; } =
        new(["right eye", "left eye", "nose", "right mouth corner", "left mouth corner"], []);

    /// <summary>COCO's seventeen points of a body, by name; right and left are the person's.</summary>
    public static PointSet Body { get; } = new(
        [
            "nose", "left eye", "right eye", "left ear", "right ear", "left shoulder", "right shoulder", "left elbow", "right elbow",
            "left wrist", "right wrist", "left hip", "right hip", "left knee", "right knee", "left ankle", "right ankle",
        ],
        [
            (0, 1), (0, 2), (1, 3), (2, 4), (5, 6), (5, 7), (7, 9), (6, 8), (8, 10), (5, 11), (6, 12), (11, 12), (11, 13), (13, 15),
            (12, 14), (14, 16),
        ]);

    /// <summary>The 21 points of a hand: the wrist, and four along each finger.</summary>
    public static PointSet Hand { get; } = new(
        ["wrist", .. new[] { "thumb", "index finger", "middle finger", "ring finger", "little finger" }
            .SelectMany(finger => Enumerable.Range(1, 4).Select(joint => $"{finger} {joint}"))],
        [
            .. Enumerable.Range(0, 5).SelectMany(f => Enumerable.Range(0, 3).Select(j => (4 * f + j + 1, 4 * f + j + 2))),
            (0, 1), (0, 5), (5, 9), (9, 13), (13, 17), (0, 17),
        ]);

    /// <summary>The usual set of so many points; without names where there is none.</summary>
    public static PointSet Of(int count) => count switch
    {
        5 => FiveOfFace,
        6 => SixOfFace,
        17 => Body,
        21 => Hand,
        _ => None,
    };
}
