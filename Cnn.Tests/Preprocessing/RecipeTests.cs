using Cnn.Backends;
using Cnn.Detection;
using Cnn.Models;
using Cnn.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

public class RecipeTests
{
    private static Recipe Parse(string json) => RecipeFile.Parse(json, file => [file]);

    [Test]
    public void Every_field_survives_writing_and_reading()
    {
        var recipe = new Recipe
        {
            Kind = RecipeKind.Image,
            Labels = ["cat", "dog \"quoted\"", "Ä"],
            Layout = ChannelLayout.Nhwc,
            Colors = ColorOrder.Bgr,
            Scale = 0.5f,
            Mean = [0.485f, 0.456f, 0.406f],
            Std = [0.229f, 0.224f, 0.225f],
            Crop = 0.875f,
            Fit = PictureFit.Letterbox,
            Bars = [1, 114, 255],
            Output = "boxes",
            Of = "face",
            Margin = 0.25f,
            Sizes = [416, 320],
            Decoding = new DecoderSettings
            {
                Decoder = "yolov5",
                Strides = [8, 16],
                Anchors = [10, 13.5f],
                Bins = 11,
                Threshold = 0.25f,
                Overlap = 0,
                OverlapOthers = 0.75f,
                Logits = false,
                Corners = BoxCorners.Centre,
                Pixels = false,
                Background = 2,
                Points = ["nose", "tail"],
                Skeleton = [(0, 1)],
            },
        };
        string json = RecipeFile.Format(recipe);
        Assert.That(RecipeFile.Format(Parse(json)), Is.EqualTo(json));
        Assert.That(Parse(json).Std, Is.EqualTo(recipe.Std));
        Assert.That(Parse(json).Labels, Is.EqualTo(recipe.Labels));
        foreach (string field in new[] { "fit", "bars", "decoder", "strides", "anchors", "bins", "threshold", "overlap", "overlapOthers",
            "logits", "corners", "units", "background", "points", "skeleton", "of", "margin", "sizes" })
            Assert.That(json, Does.Contain($"\"{field}\":"));
    }

    [TestCase("grey", 1), TestCase("rgb", 3), TestCase("bgr", 3), TestCase("red", 1), TestCase("green", 1), TestCase("blue", 1)]
    public void Every_word_for_the_channels_survives_writing_and_reading(string word, int channels)
    {
        var recipe = Parse($"{{\"colors\": \"{word}\"}}");
        Assert.That(recipe.Channels, Is.EqualTo(channels));
        Assert.That(Parse(RecipeFile.Format(recipe)).Colors, Is.EqualTo(recipe.Colors));
        Assert.That(RecipeFile.Format(recipe), Does.Contain($"\"colors\": \"{word}\""));
    }

    [Test]
    public void Points_may_be_counted_instead_of_named() =>
        Assert.That(Parse("{\"points\":3}").Decoding.Points, Is.EqualTo(new[] { "0", "1", "2" }));

    [Test]
    public void Missing_fields_have_defaults()
    {
        var recipe = Parse("{ \"kind\": \"ink\" }");
        Assert.That((recipe.Colors, recipe.Channels, recipe.Layout, recipe.Scale),
            Is.EqualTo((ColorOrder.Grey, 1, ChannelLayout.Nchw, 1 / 255f)));
        Assert.That(Parse("{}").Colors, Is.EqualTo(ColorOrder.Rgb));
        Assert.That(Parse("{\"labels\":\"names.txt\"}").Labels, Is.EqualTo(new[] { "names.txt" }));
        Assert.That(Parse("{\"mean\":0.5}").Mean, Is.EqualTo(new[] { 0.5f }));
    }

    [TestCase("", "not valid JSON")]
    [TestCase("[1]", "a JSON object")]
    [TestCase("{\"kind\":\"paint\"}", "'kind' is \"paint\"")]
    [TestCase("{\"kind\":3}", "'kind' is \"Number\"")]
    [TestCase("{\"kind\":\"ink\",\"colors\":\"rgb\"}", "must be \"grey\"")]
    [TestCase("{\"layout\":\"CHWN\"}", "\"NCHW\" or \"NHWC\"")]
    [TestCase("{\"scale\":\"1\"}", "'scale'")]
    [TestCase("{\"scale\":1e99}", "'scale'")]
    [TestCase("{\"crop\":0}", "'crop' is 0")]
    [TestCase("{\"crop\":1.5}", "'crop' is 1.5")]
    [TestCase("{\"mean\":[1,2]}", "2 numbers for 3 channels")]
    [TestCase("{\"std\":[1,0,1]}", "'std' holds a 0")]
    [TestCase("{\"std\":[1,null,1]}", "'std' holds Null")]
    [TestCase("{\"fit\":\"squeeze\"}", "'fit' is \"squeeze\"; it may be \"crop\" or \"letterbox\" or \"stretch\"")]
    [TestCase("{\"bars\":256}", "'bars' holds 256")]
    [TestCase("{\"bars\":[1,2]}", "2 numbers for 3 channels")]
    [TestCase("{\"bars\":0.5}", "whole number")]
    [TestCase("{\"decoder\":\"yolo\"}", "'decoder' is \"yolo\"; it may be \"yunet\" or ")]
    [TestCase("{\"strides\":[8,0]}", "'strides' holds 0; whole numbers of 1 … 1024")]
    [TestCase("{\"strides\":[]}", "'strides' holds Array")]
    [TestCase("{\"anchors\":[1,2,3]}", "'anchors' must be pairs")]
    [TestCase("{\"anchors\":[1,-2]}", "'anchors' must be pairs")]
    [TestCase("{\"anchors\":\"big\"}", "'anchors' holds \"big\"")]
    [TestCase("{\"bins\":1.5}", "'bins' holds 1.5")]
    [TestCase("{\"threshold\":1.5}", "'threshold' is 1.5; it lies between 0 and 1")]
    [TestCase("{\"overlap\":null}", "'overlap' holds Null")]
    [TestCase("{\"logits\":1}", "'logits' holds 1; it is true or false")]
    [TestCase("{\"corners\":\"xyxy\"}", "'corners' is \"xyxy\"")]
    [TestCase("{\"units\":\"cm\"}", "'units' is \"cm\"; it may be \"pixels\" or \"input\"")]
    [TestCase("{\"background\":-1}", "'background' holds -1")]
    [TestCase("{\"points\":[]}", "'points' is neither")]
    [TestCase("{\"points\":[1]}", "'points' holds Number")]
    [TestCase("{\"points\":5000}", "'points' holds 5000")]
    [TestCase("{\"skeleton\":[[0]]}", "'skeleton' holds [0], which is no pair")]
    [TestCase("{\"skeleton\":[[0,-1]]}", "'skeleton' holds -1")]
    [TestCase("{\"skeleton\":3}", "no list of pairs")]
    [TestCase("{\"of\":3}", "'of' is Number; it is a word such as \"face\"")]
    [TestCase("{\"of\":\"\"}", "'of' is String; it is a word such as \"face\"")]
    [TestCase("{\"margin\":-0.1}", "'margin' is -0.1; it is 0 to 2 of the box's size")]
    [TestCase("{\"margin\":2.5}", "'margin' is 2.5")]
    [TestCase("{\"labels\":[1]}", "'labels' holds Number")]
    [TestCase("{\"labels\":{}}", "neither a list")]
    [TestCase("{\"lables\":[]}", "unknown field 'lables'")]
    [TestCase("{\"crop\":1,\"crop\":0.5}", "twice")]
    public void Bad_files_say_what_is_wrong(string json, string part) =>
        Assert.That(() => Parse(json), Throws.TypeOf<CnnException>().With.Message.Contains(part));

    [Test]
    public void Labels_come_from_inside_the_models_folder()
    {
        string folder = Directory.CreateTempSubdirectory("recipe").FullName;
        try
        {
            string outside = Path.Combine(folder, "outside.txt"),
                models = Directory.CreateDirectory(Path.Combine(folder, "models")).FullName;
            File.WriteAllText(outside, "secret\n");
            Directory.CreateDirectory(Path.Combine(models, "names"));
            File.WriteAllText(Path.Combine(models, "names", "two.txt"), "cat\ndog\n");
            File.CreateSymbolicLink(Path.Combine(models, "link.txt"), outside);
            string sidecar = Path.Combine(models, "m.json");
            Recipe Read(string labels)
            {
                File.WriteAllText(sidecar, $$"""{"labels":"{{labels}}"}""");
                return RecipeFile.Read(sidecar);
            }
            Assert.That(Read("names/two.txt").Labels, Is.EqualTo(new[] { "cat", "dog" }));
            foreach (string bad in new[] { "../outside.txt", outside, "link.txt", "names/../../outside.txt", "/dev/zero", "",
                "nowhere/../../outside.txt" })
                Assert.That(() => Read(bad), Throws.TypeOf<CnnException>().With.Message.Contains("not inside the model's folder"), bad);
            string longest = Path.Combine(models, "long.txt");
            using (var file = File.Create(longest))
                file.SetLength((16 << 20) + 1);
            Assert.That(() => RecipeFile.ReadLabels(longest), Throws.TypeOf<CnnException>().With.Message.Contains("has more than"));
            if (!OperatingSystem.IsLinux())
                return;
            System.Diagnostics.Process.Start("mkfifo",
                [Path.Combine(models, "pipe.txt"), Path.Combine(models, "pipe.json")])!.WaitForExit();
            Assert.That(() => Read("pipe.txt"), Throws.TypeOf<CnnException>().With.Message.Contains("pipe.txt is a pipe or a device"));
            Assert.That(() => RecipeFile.Read(Path.Combine(models, "pipe.json")),
                Throws.TypeOf<CnnException>().With.Message.Contains("pipe"));
            Assert.That(() => RecipeFile.ReadLabels("/dev/zero"),
                Throws.TypeOf<CnnException>().With.Message.Contains("/dev/zero is a pipe or a device"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("")]
    [TestCase("a\0b")]
    public void A_path_that_is_none_is_one_line(string path)
    {
        Assert.Throws<CnnException>(() => RecipeFile.Read(path));
        Assert.Throws<CnnException>(() => RecipeFile.Write(path, new Recipe()));
        Assert.Throws<Cnn.Models.ModelException>(() => Cnn.Onnx.OnnxModel.Load(path));
        Assert.Throws<Cnn.Models.ModelException>(() => Cnn.Onnx.TensorFile.Read(path));
        Assert.Throws<CnnException>(() => Cnn.Training.DataFolder.Load(path));
        var x = new Node(new Input(new Shape(2)), "x");
        Assert.Throws<CnnException>(() => Cnn.Onnx.OnnxWriter.Write(new Cnn.Graph([x]), new VariableSet(), path));
    }

    [TestCase(3, 4, 11)]
    [TestCase(3, 4, 13)]
    [TestCase(0, 4, 0)]
    [TestCase(-3, -4, 12)]
    [TestCase(65536, 65536, 0)]
    public void A_frame_of_the_wrong_size_is_refused(int height, int width, int pixels)
    {
        var graph = PreprocessingGraph.For(new Recipe { Kind = RecipeKind.Ink, Colors = ColorOrder.Grey }, new Shape(1, 1, 28, 28));
        using var session = new ReferenceBackend().CompileNow(new Cnn.Graph([graph.Output]), new VariableSet());
        Assert.That(() => graph.WriteFrame(session, new int[pixels], height, width),
            Throws.TypeOf<CnnException>().With.Message.Contains("pixels"));
    }

    [Test]
    public void Deep_nesting_is_refused() =>
        Assert.That(() => Parse("{\"labels\":" + new string('[', 10_000)), Throws.TypeOf<CnnException>());

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => RecipeFile.Read("no-such-model.json"), Throws.TypeOf<CnnException>().With.Message.Contains("no-such-model.json"));

    [Test]
    public void The_input_shape_tells_the_likeliest_recipe()
    {
        Assert.That(Recipe.Guess([1, 1, 28, 28]).Kind, Is.EqualTo(RecipeKind.Ink));
        Assert.That(Recipe.Guess([1, 3, 224, 160]).Layout, Is.EqualTo(ChannelLayout.Nchw));
        Assert.That(Recipe.Guess([1, 224, 160, 3]).Layout, Is.EqualTo(ChannelLayout.Nhwc));
        Assert.That(Recipe.Guess([1, 28, 28, 1]).Kind, Is.EqualTo(RecipeKind.Ink));
        Assert.That(Recipe.Guess([1, 1, 64, 3]).Colors, Is.EqualTo(ColorOrder.Grey));
        Assert.That(Recipe.Guess([1, 1, 64, 3], ChannelLayout.Nhwc).Colors, Is.EqualTo(ColorOrder.Rgb));
        Assert.That(() => Recipe.Guess([1, 3, 64, 80], ChannelLayout.Nhwc),
            Throws.TypeOf<CnnException>().With.Message.Contains("in NHWC order"));
        Assert.That(() => Recipe.Guess([1, 4, 224, 160]), Throws.TypeOf<CnnException>());
    }
}
