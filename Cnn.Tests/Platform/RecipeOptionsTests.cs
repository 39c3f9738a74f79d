using System.CommandLine;
using Cnn.Preprocessing;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

public class RecipeOptionsTests
{
    private static readonly Recipe Before = new() { Labels = ["cat", "dog"], Mean = [0.1f, 0.2f, 0.3f], Crop = 0.9f };

    [TestCase("--kind ink --colors grey --mean 0", "\"kind\": \"ink\"")]
    [TestCase("--layout nhwc", "\"layout\": \"NHWC\"")]
    [TestCase("--colors BGR", "\"colors\": \"bgr\"")]
    [TestCase("--colors grey --mean 0.5", "\"colors\": \"grey\"")]
    [TestCase("--scale 0.25", "\"scale\": 0.25")]
    [TestCase("--mean -0.5", "\"mean\": [-0.5]")]
    [TestCase("--mean 1,2.5,-3", "\"mean\": [1,2.5,-3]")]
    [TestCase("--std 4,5,6", "\"std\": [4,5,6]")]
    [TestCase("--crop 0.5", "\"crop\": 0.5")]
    [TestCase("--fit letterbox", "\"fit\": \"letterbox\"")]
    [TestCase("--fit letterbox --bars 1,114,3", "\"bars\": [1,114,3]")]
    [TestCase("--decoder YOLOX", "\"decoder\": \"yolox\"")]
    [TestCase("--threshold 0.25", "\"threshold\": 0.25")]
    [TestCase("--overlap 0.5", "\"overlap\": 0.5")]
    [TestCase("--output labels", "\"output\": \"labels\"")]
    public void A_flag_replaces_its_field(string flags, string field)
    {
        string before = Packed(Before);
        string after = Packed(Override(Before, flags));
        Assert.That(before, Does.Not.Contain(field.Replace(" ", "")));
        Assert.That(after, Does.Contain(field.Replace(" ", "")));
    }

    [Test]
    public void What_no_flag_names_stays()
    {
        var after = Override(Before, "--layout NHWC --std 2");
        Assert.That(Packed(after with { Layout = Before.Layout, Std = Before.Std }), Is.EqualTo(Packed(Before)));
        Assert.That(Packed(Override(Before, "")), Is.EqualTo(Packed(Before)));
    }

    [TestCase("--fit wide", "--fit is \"wide\"; it may be \"crop\" or ")]
    [TestCase("--bars black", "--bars holds \"black\"")]
    [TestCase("--decoder yolo", "--decoder is \"yolo\"; it may be ")]
    [TestCase("--threshold 2", "--threshold is 2; it lies between 0 and 1")]
    [TestCase("--kind paint", "--kind is \"paint\"; it may be \"ink\" or \"image\"")]
    [TestCase("--kind ink --colors rgb", "--colors must be \"grey\" where --kind is \"ink\"")]
    [TestCase("--layout CHWN", "--layout is \"CHWN\"; it may be \"NCHW\" or \"NHWC\"")]
    [TestCase("--colors 3", "--colors is \"3\"")]
    [TestCase("--scale 1e99", "--scale holds \"1e99\", which is no number")]
    [TestCase("--scale 1,2", "--scale holds \"1,2\"")]
    [TestCase("--scale NaN", "--scale holds \"NaN\"")]
    [TestCase("--mean 1,2", "--mean has 2 numbers for 3 channels")]
    [TestCase("--mean 1,,2", "--mean holds \"\"")]
    [TestCase("--colors grey", "--mean has 3 numbers for 1 channels")]
    [TestCase("--std 1,0,1", "--std holds a 0")]
    [TestCase("--std 0x1", "--std holds \"0x1\"")]
    [TestCase("--crop 0", "--crop is 0")]
    [TestCase("--output paint", "--output is \"paint\"; it may be \"boxes\" or \"points\" or \"features\" or \"classes\" or ")]
    [TestCase("--crop 1.5", "--crop is 1.5")]
    public void A_bad_value_is_named_with_its_flag(string flags, string message) =>
        Assert.That(() => Override(Before, flags), Throws.TypeOf<CnnException>().With.Message.Contains(message));

    [TestCase("classify", "picture.png")]
    [TestCase("compare", "picture.png")]
    [TestCase("demo", "--headless", "--frames", "1")]
    public void Every_verb_with_pictures_refuses_in_one_line(string verb, params string[] rest) =>
        Demonstration.Refuses(
            [verb, "--model", ArchitectureTests.PathOf("content/models/digits.onnx"), "--layout", "sideways", .. rest],
                "--layout is \"sideways\"");

    [Test]
    public void Compare_takes_no_flag_in_vain() =>
        Demonstration.Refuses(["compare", "--model", ArchitectureTests.PathOf("content/models/digits.onnx"), "--crop", "0.5"],
            "no picture is given");

    [Test]
    public void Compare_shows_no_picture_to_random_weights() =>
        Demonstration.Refuses(["compare", "--model", "lenet", "picture.png"], "lenet has random weights and takes no picture");

    private static Recipe Override(Recipe recipe, string flags)
    {
        var options = new RecipeOptions();
        var command = new Command("verb");
        options.AddTo(command);
        var parsed = command.Parse(flags.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(parsed.Errors, Is.Empty);
        return RecipeFile.Override(recipe, options.Read(parsed));
    }

    // As JSON without spaces: a record compares its lists by identity.
    private static string Packed(Recipe recipe) => string.Concat(RecipeFile.Format(recipe).Where(c => !char.IsWhiteSpace(c)));
}
