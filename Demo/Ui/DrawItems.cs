using Cnn;

namespace Demo.Ui;

/// <summary>How numbers become colours.</summary>
internal enum ColourMap
{
    /// <summary>Orange – dark – blue for maps with a sign, viridis for maps without.</summary>
    Auto,
    Diverging,
    Viridis,
    Turbo,
    Grey,
    /// <summary>From dark blue to yellow, each step as much brighter as the last.</summary>
    BlueYellow,
    /// <summary>
    /// What is above zero in the look's <see cref="ThemeColours.Heat"/>: where the map responds. Nothing where its values hardly differ.
    /// </summary>
    Heat,
    /// <summary>Whole numbers are classes, each with a colour of its own.</summary>
    Labels,
    /// <summary>One colour, as dense as the value: a mask.</summary>
    Veil,
}

/// <summary>Over what the smallest and largest value are taken.</summary>
internal enum RangeOf
{
    /// <summary>The map's own; a map whose values hardly differ, against its layer's, has no colour.</summary>
    Map,
    Layer,
    /// <summary>What the values of half of the layers keep to: a few with huge values must not make the others grey.</summary>
    Network,
    /// <summary>0…1, whatever the values are: pictures and probabilities.</summary>
    Unit,
    /// <summary>0…1, −1…1 or 0…255, whichever the layer's values almost keep to; else the layer's own.</summary>
    Picture,
    /// <summary>The map's own, of its layer nothing is known: one of many layers, of which the others' maps are not drawn.</summary>
    Own,
}

/// <summary>How a map's cells become a picture.</summary>
internal enum MapShape
{
    /// <summary>Sharp squares.</summary>
    Cells,
    /// <summary>Neighbours blend into each other.</summary>
    Smooth,
    /// <summary>Cut to a disc: for units that are single numbers.</summary>
    Disc,
}

/// <summary>A rounded box under everything else: panels, bars, tracks.</summary>
internal readonly record struct BoxItem(Rect Rect, uint Fill, uint Border, float Radius)
{
    /// <summary>The same among the shapes.</summary>
    public ShapeItem AsShape() => new() { Kind = ShapeKind.Box, Rect = Rect, Colour = Fill, Colour2 = Border, A = Radius, B = 1 };
}

/// <summary>One channel of a node's activation, drawn from where it lies on the GPU.</summary>
/// <param name="Rect">Where.</param>
/// <param name="Node">Whose activation.</param>
/// <param name="Channel">Which channel of the first image in the batch; −1: the first three as red, green, blue.</param>
/// <param name="Colours">How values become colours; not <see cref="ColourMap.Auto"/>.</param>
/// <param name="Range">Over what the range is taken.</param>
/// <param name="Opacity">0…1.</param>
/// <param name="Shape">How the cells are filled.</param>
/// <param name="Part">Which part of the map, in 0…1; with a width below 0 from right to left.</param>
internal readonly record struct MapItem(
    Rect Rect, Node Node, int Channel, ColourMap Colours, RangeOf Range, float Opacity, MapShape Shape, Rect Part)
{
    /// <summary>Whose range the colours follow from, with as many channels: another node's where both are to be compared.</summary>
    public Node Scale { get; init; } = Node;

    /// <summary>The only channel that is looked at; −1 where the colours follow from others too.</summary>
    public int ChannelRead => Range is RangeOf.Own or RangeOf.Unit ? Channel : -1;
}

/// <summary>A value that the list brings itself: it was computed beside the network.</summary>
/// <param name="Node">What its maps are drawn as.</param>
/// <param name="Value">The value.</param>
/// <param name="Version">Another number whenever the value is another one.</param>
internal readonly record struct GivenValue(Node Node, Tensor Value, long Version);

/// <summary>The newest frame, or the part of it with corners (U0, V0) and (U1, V1) in 0…1.</summary>
internal readonly record struct PictureItem(Rect Rect, float U0, float V0, float U1, float V1);

/// <summary>What lies behind the thing that a mask holds, over the newest frame.</summary>
/// <param name="Rect">Where.</param>
/// <param name="Mask">Whose first channel holds the thing: 0…1.</param>
/// <param name="Backdrop">What lies there; not <see cref="Backdrop.None"/>.</param>
/// <param name="Part">Which part of the mask, in 0…1; with a width below 0 from right to left.</param>
/// <param name="FramePart">Which part of the frame, in 0…1.</param>
internal readonly record struct BackdropItem(Rect Rect, Node Mask, Backdrop Backdrop, Rect Part, Rect FramePart);

/// <summary>What the Skia layer draws.</summary>
internal enum ShapeKind
{
    Text,
    /// <summary>A filled rounded box, with an outline when <see cref="ShapeItem.Colour2"/> is visible; A: radius, B: line width.</summary>
    Box,
    /// <summary>From (X, Y) to (X+Width, Y+Height); A: line width.</summary>
    Line,
    /// <summary>The same ends, leaving and arriving horizontally; A: line width.</summary>
    Curve,
    /// <summary>A filled circle in the middle, A: radius; an outline of width B in Colour2.</summary>
    Disc,
    /// <summary>A <see cref="Thumbnail"/>, the one at Flags of the list's; A: the bits of its number.</summary>
    Image,
}

/// <summary>One thing in the Skia layer. All fields are four bytes, so that its bytes can be hashed.</summary>
internal struct ShapeItem
{
    public ShapeKind Kind;
    public Rect Rect;
    public uint Colour;
    public uint Colour2;
    public float A;
    public float B;
    /// <summary>Where the characters begin, counted from the group's first.</summary>
    public int Text;
    public int Length;
    public int Flags;

    public readonly Align Align => (Align)(Flags & 3);

    public readonly bool Bold => (Flags & 4) != 0;

    public readonly bool MayCut => (Flags & 8) != 0;

    /// <summary>Whether it has sharp corners: a line or a box without a radius.</summary>
    public readonly bool IsSharp => Kind is ShapeKind.Line || (Kind is ShapeKind.Box && A == 0);
}

/// <summary>Some items that are cut off at a rectangle.</summary>
/// <param name="Clip">Where they may draw.</param>
/// <param name="Floating">Whether they lie over other groups: tooltips and the help.</param>
/// <param name="First">The first item.</param>
/// <param name="Count">How many items.</param>
/// <param name="FirstChar">The first of their characters.</param>
internal readonly record struct Group(Rect Clip, bool Floating, int First, int Count, int FirstChar);
