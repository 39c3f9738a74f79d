namespace Cnn.Training;

/// <summary>
/// How far the pictures of a training set are varied: each time one is shown, a value is drawn for each line below. What
/// is written "up to" is drawn from −value … +value.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Rotation, up to so many degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>Slant: x moves by up to so many pixels for each pixel of y.</summary>
    public double Slant { get; init; }

    /// <summary>Width against height: their ratio changes by a factor of up to 2^value.</summary>
    public double Aspect { get; init; }

    /// <summary>Size: changes by a factor of up to 1 + value.</summary>
    public double Scale { get; init; }

    /// <summary>Place: up to so many pixels along each axis.</summary>
    public double Shift { get; init; }

    /// <summary>Elastic distortion: smooth waves that move each pixel by up to so many pixels.</summary>
    public double Elastic { get; init; }

    /// <summary>Left and right change places in half of the pictures.</summary>
    public bool Mirror { get; init; }

    /// <summary>
    /// After the distortion the ink is fitted and centred again as MNIST's recipe does it: longer side 20 of 28 pixels,
    /// centre of mass in the middle. <see cref="Scale"/> and <see cref="Shift"/> come on top.
    /// </summary>
    public bool Refit { get; init; }

    /// <summary>The share of pictures, 0…1, that are drawn anew along the middle of their strokes, with another pen.</summary>
    public double Redraw { get; init; }

    /// <summary>The thinnest pen for redrawn pictures, in pixels.</summary>
    public double MinPen { get; init; } = 1;

    /// <summary>The thickest pen for redrawn pictures, in pixels.</summary>
    public double MaxPen { get; init; } = 4;

    /// <summary>The share of redrawn 1s, 0…1, that get a flag (and some of these a base). Only for the ten digits.</summary>
    public double Flag { get; init; }

    /// <summary>
    /// Thinner or thicker strokes in pictures that are not redrawn: grey (0…1) is raised to a power of up to 2^value.
    /// </summary>
    public double Gamma { get; init; }

    /// <summary>Blur: from 0 to so much of each pixel is the mean of its neighbourhood, 0…1.</summary>
    public double Blur { get; init; }

    /// <summary>Noise: a standard deviation from 0 to value, in grey 0…1.</summary>
    public double Noise { get; init; }

    /// <summary>Contrast: the picture is multiplied by 1−value … 1.</summary>
    public double Contrast { get; init; }

    /// <summary>The pictures as they are.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>
    /// For handwriting: what lies between the hands that wrote a data set and those who draw with a mouse or
    /// photograph a page — pens of any width, slants, wobbles, crops that are a pixel off.
    /// </summary>
    public static Augmentation Ink { get; } = new()
    {
        Rotation = 14,
        Slant = 0.3,
        Aspect = 0.35,
        Scale = 0.1,
        Shift = 1.5,
        Elastic = 1.3,
        Refit = true,
        Redraw = 0.5,
        Gamma = 0.8,
        Blur = 0.6,
        Noise = 0.06,
        Contrast = 0.3,
    };

    /// <summary>For the ten digits: <see cref="Ink"/>, and a flag on half of the 1s that are redrawn.</summary>
    public static Augmentation Digits { get; } = Ink with { Flag = 0.5 };

    /// <summary>For small pictures that fill their frame.</summary>
    public static Augmentation Image { get; } = new()
    {
        Rotation = 4,
        Scale = 0.06,
        Shift = 1.5,
        Aspect = 0.08,
        Mirror = true,
        Contrast = 0.1,
    };
}
