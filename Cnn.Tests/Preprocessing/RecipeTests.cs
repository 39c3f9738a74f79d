using Cnn.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

public class RecipeTests
{
    private static Recipe Parse(string json) => RecipeFile.Parse(json, file => [file]);

    [Test]
    public void EveryFieldSurvivesWritingAndReading()
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
        };
        string json = RecipeFile.Format(recipe);
        Assert.That(RecipeFile.Format(Parse(json)), Is.EqualTo(json));
        Assert.That(Parse(json).Std, Is.EqualTo(recipe.Std));
        Assert.That(Parse(json).Labels, Is.EqualTo(recipe.Labels));
    }

    [Test]
    public void MissingFieldsHaveDefaults()
    {
        var recipe = Parse("{ \"kind\": \"ink\" }");
        Assert.That((recipe.Colors, recipe.Channels, recipe.Layout, recipe.Scale), Is.EqualTo((ColorOrder.Grey, 1, ChannelLayout.Nchw, 1 / 255f)));
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
    [TestCase("{\"labels\":[1]}", "'labels' holds Number")]
    [TestCase("{\"labels\":{}}", "neither a list")]
    [TestCase("{\"lables\":[]}", "unknown field 'lables'")]
    [TestCase("{\"crop\":1,\"crop\":0.5}", "twice")]
    public void BadFilesSayWhatIsWrong(string json, string part) =>
        Assert.That(() => Parse(json), Throws.TypeOf<CnnException>().With.Message.Contains(part));

    [Test]
    public void DeepNestingIsRefused() =>
        Assert.That(() => Parse("{\"labels\":" + new string('[', 10_000)), Throws.TypeOf<CnnException>());

    [Test]
    public void AMissingFileIsNamed() =>
        Assert.That(() => RecipeFile.Read("no-such-model.json"), Throws.TypeOf<CnnException>().With.Message.Contains("no-such-model.json"));

    [Test]
    public void TheInputShapeTellsTheLikeliestRecipe()
    {
        Assert.That(Recipe.Guess([1, 1, 28, 28]).Kind, Is.EqualTo(RecipeKind.Ink));
        Assert.That(Recipe.Guess([1, 3, 224, 160]).Layout, Is.EqualTo(ChannelLayout.Nchw));
        Assert.That(Recipe.Guess([1, 224, 160, 3]).Layout, Is.EqualTo(ChannelLayout.Nhwc));
        Assert.That(Recipe.Guess([1, 28, 28, 1]).Kind, Is.EqualTo(RecipeKind.Ink));
        Assert.That(Recipe.Guess([1, 1, 64, 3]).Colors, Is.EqualTo(ColorOrder.Grey));
        Assert.That(Recipe.Guess([1, 1, 64, 3], ChannelLayout.Nhwc).Colors, Is.EqualTo(ColorOrder.Rgb));
        Assert.That(() => Recipe.Guess([1, 3, 64, 80], ChannelLayout.Nhwc), Throws.TypeOf<CnnException>().With.Message.Contains("in NHWC order"));
        Assert.That(() => Recipe.Guess([1, 4, 224, 160]), Throws.TypeOf<CnnException>());
    }
}
