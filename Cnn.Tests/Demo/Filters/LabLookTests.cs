using Demo.Commands;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>Which colours a kernel's answers get.</summary>
public class LabLookTests
{
    private static readonly FilterLibrary Library = FilterLibrary.Open(Content.File("filters.json"), "/none/such.json");

    [TestCase("identity", true), TestCase("sharpen", true), TestCase("gaussian", true), TestCase("motion-5", true)]
    [TestCase("sobel-x", false), TestCase("laplacian", false)]
    public void Pictures_stay_grey_and_edges_diverge(string name, bool picture) => Assert.That(
        LabLook.After(LabRow.StartingWith(Library.Find(name)!), 1).Colours, Is.EqualTo(picture ? ColourMap.Grey : ColourMap.Diverging));

    [Test]
    public void An_edge_detector_with_a_number_turned_up_keeps_its_negative_answers()
    {
        var sobel = Library.Find("sobel-x")!;
        var turned = sobel.With(sobel.IndexOf(0, 0, 1, 2), 2.5f);
        Assert.That(turned.SumOf(), Is.EqualTo(0.5));
        Assert.That(LabLook.After(LabRow.StartingWith(turned), 1).Colours, Is.EqualTo(ColourMap.Diverging));
    }
}
