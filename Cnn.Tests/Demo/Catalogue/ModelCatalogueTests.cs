using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Catalogue;

/// <summary>The catalogue that comes with the program holds together.</summary>
public class ModelCatalogueTests
{
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.Open(Content.File("models.json"));

    private static IEnumerable<string> Names() => Catalogue.Models.Select(model => model.Name);

    [Test]
    public void Names_are_there_once() => Assert.That(Names(), Is.Unique);

    [TestCaseSource(nameof(Names))]
    public void A_model_has_a_package_digests_and_a_recipe(string name)
    {
        var model = Catalogue[name];
        Assert.That(Catalogue.PackageOf(model).Sha256, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(model.Files.Select(file => file.Sha256), Is.All.Match("^[0-9a-f]{64}$"));
        Assert.That(model.Files.Select(file => file.Path), Is.All.Not.Contains(".."));
        Assert.That(() => RecipeFile.Parse(model.Recipe.GetRawText(), _ => []), Throws.Nothing);
    }

    [TestCase("{}", "packages")]
    [TestCase("""{"packages":[],"models":[{"name":"a"}]}""", "'sees'")]
    [TestCase("""{"packages":[],"models":[],"more":1}""", "more")]
    [TestCase("[1", "")]
    public void A_file_that_is_no_catalogue_is_one_line(string text, string named)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.That(() => ModelCatalogue.Open(path),
                Throws.TypeOf<CnnException>().With.Message.StartsWith(path).And.Message.Contains(named));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
