using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>One kind of decoder.</summary>
/// <param name="Name">What sidecars and flags call it.</param>
/// <param name="Takes">The shapes of the outputs that it takes, for errors.</param>
/// <param name="In">
/// Finds its outputs among a model's, or null: with <c>true</c> the person says that there are such, else their shapes must be
/// unmistakable.
/// </param>
internal sealed record DecoderKind(string Name, string Takes, Func<DetectorModel, bool, Decoder?> In);

/// <summary>The one list of detectors whose outputs can be decoded: an ONNX file does not say what its outputs are.</summary>
public static class Decoders
{
    // Of fewer places nobody chooses, unless a model has chosen itself.
    private const int Fewest = 16;

    // The first that recognises its own is taken: those with more outputs, which are less like others', come first.
    private static readonly ImmutableArray<DecoderKind> s_all =
    [
        YuNet.Kind, BlazeFace.Kind, PoseNet.Kind, MoveNet.Kind, NanoDet.Kind, YoloV5.Kind, YoloV8.Kind, YoloX.Kind, FastestDet.Kind,
        UltraFace.Kind, ChosenBoxes.Kind, Ssd.Kind, Landmarks.Kind,
    ];

    /// <summary>The decoders' names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. s_all.Select(kind => kind.Name)];

    /// <summary>The decoder that the sidecar names, else the one whose outputs these unmistakably are.</summary>
    /// <param name="model">The model's outputs and input.</param>
    /// <param name="asked">Whether it is known that there are boxes or points, so that less is enough to recognise them.</param>
    /// <returns>Null if no decoder is named and none takes these outputs.</returns>
    /// <exception cref="CnnException">There is no decoder of that name, or it does not fit the outputs.</exception>
    public static Decoder? Find(DetectorModel model, bool asked = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        var decoder = Named(model, asked);
        foreach (var (from, to) in model.Settings.Skeleton)
            if (decoder is not null && Math.Max(from, to) >= decoder.PointCount)
                throw new CnnException($"the skeleton joins point {Math.Max(from, to)}; decoder {decoder.Name} has {decoder.PointCount} "
                    + "points, counted from 0");
        return decoder;
    }

    private static Decoder? Named(DetectorModel model, bool asked)
    {
        // Whoever has too few or too many names for the classes is told so later, by whoever knows where they come from.
        var unnamed = model with { LabelCount = 0 };
        if (model.Settings.Decoder is not { } name)
            return First(model, false) ?? First(unnamed, false) ?? (asked ? First(model, true) ?? First(unnamed, true) : null);
        var kind = s_all.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CnnException($"there is no decoder \"{name}\"; there are {string.Join(", ", Names)}");
        return kind.In(model, true) ?? kind.In(unnamed, true) ?? throw new CnnException(
            $"decoder {kind.Name} takes {kind.Takes} for a picture of {model.Height}×{model.Width}; there "
            + $"{(model.Outputs.Length == 1 ? "is" : "are")} {string.Join(", ", model.Outputs.Select(o => $"'{o.Name}' {o.Shape}"))}");
    }

    private static Decoder? First(DetectorModel model, bool asked) => s_all.Select(kind => kind.In(model, asked))
        .FirstOrDefault(decoder => decoder is ChosenBoxes or { IsPoints: true } || (decoder is not null && asked)
            || decoder?.Candidates >= Fewest);
}
