using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What can be set of the explained filter and of the picture that enters.</summary>
internal enum LabOption
{
    Padding,
    Stride,
    Dilation,
    Colours,
    Side,
}

/// <summary>The options in words, and what comes after a value.</summary>
internal static class LabOptions
{
    private static readonly string[] s_names = ["padding", "stride", "dilation", "colours", "side"];
    private static readonly string[] s_paddings = ["zero", "edge", "mirror", "none"];
    private static readonly string[] s_colours = ["grey", "each", "across", "red", "green", "blue"];
    private static readonly int[] s_sides = [160, 320, 640];

    private static readonly string[] s_tips =
    [
        "What lies outside the picture: zeros, the nearest pixel, the picture mirrored, or nothing (V); right button: back.",
        "How far the kernel moves from place to place, in pixels (T); right button: back.",
        "How far apart the kernel's numbers lie on the picture, in pixels (D); right button: back.",
        "The grey picture, red, green and blue each with the kernel, one kernel across all three, or one colour alone (O); right button: "
            + "back.",
        "How many pixels the longest side of the picture may have that is computed with (Z); right button: back.",
    ];

    public static string NameOf(LabOption option) => s_names[(int)option];

    public static string TipOf(LabOption option) => s_tips[(int)option];

    /// <summary>Whether it is one of the filter's.</summary>
    public static bool IsOfFilter(LabOption option) => option <= LabOption.Dilation;

    /// <summary>The value in a word.</summary>
    public static string ValueOf(LabRow row, FilterStage? filter, LabOption option) => option switch
    {
        LabOption.Colours => s_colours[(int)row.Colours],
        LabOption.Side => row.Limit switch { 160 => "160", 640 => "640", _ => "320" },
        _ when filter is null => "–",
        LabOption.Padding => s_paddings[(int)filter.Padding],
        LabOption.Stride => Step(filter.Stride),
        _ => Step(filter.Dilation),
    };

    /// <summary>Takes the value so many further on; after the last comes the first.</summary>
    public static void Turn(LabState lab, LabOption option, int by, IAppActions app)
    {
        if (option == LabOption.Colours)
            lab.Set(lab.Row with { Colours = (LabColours)Ring((int)lab.Row.Colours + by, s_colours.Length) }, app);
        else if (option == LabOption.Side)
            lab.Set(lab.Row with { Limit = s_sides[Ring(Array.IndexOf(s_sides, lab.Row.Limit) + by, 3)] }, app);
        else if (lab.Filter is null)
            app.Say("the row has no filter; add one with + or take a kernel from the list");
        else
            lab.SetFilter(filter => option switch
            {
                LabOption.Padding => filter with { Padding = (Padding)Ring((int)filter.Padding + by, 4) },
                LabOption.Stride => filter with { Stride = 1 + Ring(filter.Stride - 1 + by, LabStage.MostStep) },
                _ => filter with { Dilation = 1 + Ring(filter.Dilation - 1 + by, LabStage.MostStep) },
            }, app);
    }

    /// <summary>A number of a ring of so many.</summary>
    public static int Ring(int value, int count) => (value % count + count) % count;

    private static string Step(int step) => step switch { 1 => "1", 2 => "2", _ => "3" };
}
