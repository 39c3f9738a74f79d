using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>How the four numbers of a box are meant.</summary>
public enum BoxCorners
{
    /// <summary>Left, top, right, bottom.</summary>
    Ltrb,
    /// <summary>Top, left, bottom, right: as TensorFlow writes them.</summary>
    Tlbr,
    /// <summary>The middle's x and y, width, height.</summary>
    Centre,
}

/// <summary>What a model's sidecar says about its boxes or points; what is left out is as the decoder usually has it.</summary>
public sealed record DecoderSettings
{
    /// <summary>The decoder's name, one of <see cref="Decoders.Names"/>; null: by the outputs' shapes.</summary>
    public string? Decoder { get; init; }

    /// <summary>How many pixels of the input a cell of each grid is wide and high; empty: the decoder's.</summary>
    public ImmutableArray<int> Strides { get; init; } = [];

    /// <summary>Width and height of each anchor in pixels of the input, stride by stride; empty: the decoder's.</summary>
    public ImmutableArray<float> Anchors { get; init; } = [];

    /// <summary>Over how many bins each side of a box is a distribution; null: by the shapes.</summary>
    public int? Bins { get; init; }

    /// <summary>The lowest score that is shown, 0…1; null: the decoder's.</summary>
    public float? Threshold { get; init; }

    /// <summary>How much two boxes of a class may share, 0…1, before the worse one goes; null: the decoder's.</summary>
    public float? Overlap { get; init; }

    /// <summary>How much two boxes of different classes may share, 0…1, before the worse one goes; null: all.</summary>
    public float? OverlapOthers { get; init; }

    /// <summary>Whether scores are logits, which a sigmoid makes probabilities; null: as the operators say, else the decoder's.</summary>
    public bool? Logits { get; init; }

    /// <summary>How the four numbers of a box are meant, for <c>ssd</c> and <c>chosen</c>; null: left, top, right, bottom.</summary>
    public BoxCorners? Corners { get; init; }

    /// <summary>Whether places are in pixels of the input, or else in 0…1 of it; null: the decoder's.</summary>
    public bool? Pixels { get; init; }

    /// <summary>The class that means nothing is there; it is passed over, and those behind it move up. Null: the decoder's.</summary>
    public int? Background { get; init; }

    /// <summary>The points' names; empty: the decoder's.</summary>
    public ImmutableArray<string> Points { get; init; } = [];

    /// <summary>Which points a line joins; empty: the decoder's.</summary>
    public ImmutableArray<(int From, int To)> Skeleton { get; init; } = [];
}
