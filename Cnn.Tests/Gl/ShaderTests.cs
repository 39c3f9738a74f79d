using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Shader files in an override folder: good ones are taken, broken ones are named.</summary>
public class ShaderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"shaders-{TestContext.CurrentContext.Test.ID}");
        Directory.CreateDirectory(Path.Combine(_folder, "ops"));
        Directory.CreateDirectory(Path.Combine(_folder, "common"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private void Compile(string file, string text)
    {
        File.WriteAllText(Path.Combine(_folder, file), text);
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { ShaderDirectory = _folder });
        Kernels.Agree(new Node(new Relu(), [new Node(new Input([2, 3]), "x")]), backend);
    }

    // A texel is a float or four of them.
    [Test]
    public void One_that_computes_the_same_is_taken() =>
        Compile("ops/unary.comp.glsl", "void main() { int i = flatIndex(); if (i < COUNT) store(i, max(load0(i), T(0.0))); }");

    [Test]
    public void One_that_computes_something_else_is_found() => Assert.Throws<AssertionException>(() =>
        Compile("ops/unary.comp.glsl", "void main() { int i = flatIndex(); if (i < COUNT) store(i, load0(i) + 0.001); }"));

    [Test]
    public void A_broken_one_is_named_with_its_line()
    {
        var error = Assert.Throws<GlException>(() => Compile("ops/unary.comp.glsl", "void main()\n{\n    store(0, nothing);\n}\n"));
        Assert.That(error!.Message, Does.Contain(Path.Combine(_folder, "ops/unary.comp.glsl") + ":3:").And.Contain("nothing"));
        Assert.That(error.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void A_broken_included_one_is_named_with_its_line()
    {
        var error =
            Assert.Throws<GlException>(() => Compile("common/map.glsl", "// A comment.\nS map(S x)\n{\n    return S(0) + nowhere;\n}\n"));
        Assert.That(error!.Message, Does.Contain(Path.Combine(_folder, "common/map.glsl") + ":4:").And.Contain("nowhere"));
    }

    [Test]
    public void Lines_after_an_include_still_count()
    {
        var error = Assert.Throws<GlException>(() => Compile("ops/unary.comp.glsl",
            "#include \"common/map.glsl\"\nvoid main()\n{\n    wrong();\n}\n"));
        Assert.That(error!.Message, Does.Contain(":4:").And.Contain("wrong"));
    }

    [Test]
    public void A_driver_that_writes_another_way_is_understood()
    {
        var text = ShaderText.Assemble("", "ops/unary.comp.glsl", new ShaderSources(null));
        Assert.That(text.Explain("0(7) : error C1503: undefined variable \"v\""),
            Is.EqualTo("Shaders/ops/unary.comp.glsl:7: error C1503: undefined variable \"v\""));
        Assert.That(text.Explain("ERROR: 0:100005: 'v' : undeclared identifier"),
            Is.EqualTo("Shaders/common/map.glsl:5: 'v' : undeclared identifier"));
    }

    [Test]
    public void A_missing_one_is_named() => Assert.That(
        Assert.Throws<GlException>(() => Compile("ops/unary.comp.glsl", "#include \"common/missing.glsl\"\nvoid main() {}\n"))!.Message,
        Does.Contain("common/missing.glsl"));
}
