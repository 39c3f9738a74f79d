using System.Numerics;
using Demo.Platform;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>A kernel's numbers are dragged, turned, typed and painted; nothing is compiled, and what runs has them at once.</summary>
public class KernelEditorTests
{
    private LabScene _scene = null!;

    private FilterKernel Kernel => _scene.Lab.Filter!.Kernel;

    [SetUp]
    public void Open()
    {
        _scene = LabScene.Open();
        _scene.Tick(0);
    }

    [TearDown]
    public void Close() => _scene.Dispose();

    [Test]
    public void A_number_is_dragged_in_tenths_and_the_next_frame_has_it()
    {
        var graph = _scene.Lab.Run.Graph;
        var before = _scene.Read(_scene.Lab.Explained!.Nodes.Output).Clone();
        var at = _scene.PlaceOf<KernelEditor>(5);
        Drag(MouseButton.Left, at, at - new Vector2(0, 12), at - new Vector2(0, 20));
        Assert.That(Kernel.Numbers[5], Is.EqualTo(2.5f), "2 and five steps of four pixels");
        Assert.That(Kernel.Title, Is.EqualTo("own"));
        Assert.That(_scene.Lab.Library.Find("sobel-x")!.Numbers[5], Is.EqualTo(2), "the preset stays");
        _scene.Tick(0.1);
        Assert.That(_scene.Lab.Run.Graph, Is.SameAs(graph), "nothing is compiled");
        Assert.That(_scene.Read(_scene.Lab.Explained!.Nodes.Output).Floats.SequenceEqual(before.Floats), Is.False);
        Assert.That(_scene.App.Done, Is.All.EqualTo("Rerun").And.Not.Empty);
    }

    [Test]
    public void The_wheel_turns_by_a_tenth_and_the_right_button_paints_the_last_number()
    {
        var at = _scene.PlaceOf<KernelEditor>(0);
        _scene.Controls.Move(at);
        _scene.Controls.Wheel(2);
        Assert.That(Kernel.Numbers[0], Is.EqualTo(-0.9f));
        _scene.Tick(0.1);
        Drag(MouseButton.Right, _scene.PlaceOf<KernelEditor>(3), _scene.PlaceOf<KernelEditor>(4), _scene.PlaceOf<KernelEditor>(8));
        Assert.That(Kernel.Numbers, Is.EqualTo(new[] { -0.9f, 0, 1, -0.9f, -0.9f, 2, -1, 0, -0.9f }));
    }

    [TestCase("Minus Number2 Comma Number5 Enter", -2.5f)]
    [TestCase("Number7 Keypad3 Backspace Enter", 7)]
    [TestCase("Number1 Slash Number4 Enter", 0.25f)]
    [TestCase("Number1 Number0 Number0 Number0 Enter", 1000)]
    [TestCase("Number9 Escape", -1)]
    [TestCase("Enter", -1)]
    public void A_number_is_typed(string keys, float number)
    {
        Click(0);
        Type(keys);
        Assert.That(Kernel.Numbers[0], Is.EqualTo(number));
        Assert.That(_scene.Scene.State.Entry, Is.Null);
        Assert.That(_scene.App.Done, Is.All.EqualTo("Rerun"));
    }

    [TestCase("Minus Period Enter"), TestCase("Number1 Number0 Number0 Number1 Enter"), TestCase("Number1 Slash Number0 Enter")]
    public void What_is_no_number_is_one_line_and_the_old_one_stays(string keys)
    {
        Click(0);
        Type(keys);
        Assert.That(Kernel.Numbers[0], Is.EqualTo(-1));
        Assert.That(_scene.App.Done.Single(), Does.Contain("is no number").And.EndWith("it stays -1.").And.Not.Contain("\n"));
    }

    [Test]
    public void Tab_goes_to_the_next_number_and_a_click_elsewhere_takes_what_was_typed()
    {
        Click(7);
        Type("Number4 Tab Number5 Tab Number6");
        _scene.Controls.Down(new Vector2(2, 2), MouseButton.Left);
        Assert.That((Kernel.Numbers[7], Kernel.Numbers[8], Kernel.Numbers[0]), Is.EqualTo((4f, 5f, 6f)));
        Click(3);
        Type("G");
        Assert.That(_scene.Lab.Slide.Runs, Is.True, "a letter is no digit and does what it does");
    }

    [Test]
    public void Bias_and_scale_are_typed_and_turned_alike()
    {
        Click(KernelEditor.Bias);
        Type("Period Number5 Enter");
        _scene.Tick(0.1);
        Click(KernelEditor.Scale);
        Type("Number1 Slash Number8 Enter");
        _scene.Tick(0.2);
        Assert.That((Kernel.Bias, Kernel.Scale), Is.EqualTo((0.5f, 0.125f)));
        _scene.Controls.Move(_scene.PlaceOf<KernelEditor>(KernelEditor.Scale));
        _scene.Controls.Wheel(1);
        Assert.That(Kernel.Scale, Is.EqualTo(0.13f).Within(0.006));
    }

    private void Click(int number)
    {
        _scene.Controls.Down(_scene.PlaceOf<KernelEditor>(number), MouseButton.Left);
        _scene.Controls.Up();
    }

    private void Type(string keys)
    {
        foreach (string key in keys.Split(' '))
            _scene.Controls.Press(Enum.Parse<Key>(key));
    }

    private void Drag(MouseButton button, params Vector2[] way)
    {
        _scene.Controls.Down(way[0], button);
        foreach (var at in way[1..])
            _scene.Controls.Move(at);
        _scene.Controls.Up();
    }
}
