using Cnn.Detection;

namespace Cnn.Preprocessing;

/// <summary>How the authors of detectors make a picture the input: what a model without a sidecar is likeliest to want.</summary>
public static class DetectorPictures
{
    /// <summary>The recipe with what the decoder's networks were trained with; as it is where nothing is known.</summary>
    /// <param name="guess">What the input's shape says.</param>
    /// <param name="decoder">The decoder that was recognised.</param>
    public static Recipe For(Recipe guess, Decoder decoder)
    {
        ArgumentNullException.ThrowIfNull(guess);
        ArgumentNullException.ThrowIfNull(decoder);
        if (guess.Channels != 3)
            return guess;
        var letterbox = guess with { Fit = PictureFit.Letterbox };
        var plain = letterbox with { Scale = 1 };
        // −1 … 1
        var signed = letterbox with { Scale = 1 / 127.5f, Mean = [1] };
        return decoder.Name switch
        {
            "nanodet" => plain with
            {
                Colors = ColorOrder.Bgr,
                Mean = [103.53f, 116.28f, 123.675f],
                Std = [57.375f, 57.12f, 58.395f],
            },
            "yunet" => plain with { Colors = ColorOrder.Bgr },
            "yolox" => plain with { Colors = ColorOrder.Bgr, Bars = [114] },
            "yolov5" or "yolov8" => letterbox with { Bars = [114] },
            "fastestdet" => guess with { Fit = PictureFit.Stretch, Colors = ColorOrder.Bgr },
            "ultraface" => guess with { Fit = PictureFit.Stretch, Scale = 1, Mean = [127], Std = [128] },
            "blazeface" or "posenet" => signed,
            "movenet" => plain,
            "landmarks" => letterbox,
            "ssd" or "chosen" => guess with { Fit = PictureFit.Stretch },
            _ => guess,
        };
    }
}
