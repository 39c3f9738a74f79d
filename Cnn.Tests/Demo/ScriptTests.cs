using Demo;
using Demo.Platform;
using Demo.Scripts;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

public class ScriptTests
{
    [Test]
    public void Events_come_in_their_frames_in_the_order_of_the_lines()
    {
        var script = Script.Parse(
        [
            "{\"frame\":9,\"shot\":\"out/a.png\"}", "", "{\"frame\":2,\"stroke\":[[0.3,0.2],[0.7,0.25]]}",
            "{\"frame\":2,\"key\":\"Number1\"}", "{\"frame\":5,\"click\":[640,300]}", "{\"frame\":6,\"move\":[1.5,2]}",
            "{\"frame\":7,\"wheel\":-1.5}",
        ], "s");
        Assert.That((script.LastFrame, script.Draws, script.Shots.Single()), Is.EqualTo((9, true, "out/a.png")));
        Assert.That(script.TryNext(1, out _), Is.False);
        Assert.That(script.TryNext(2, out var stroke) && script.TryNext(2, out _), Is.True);
        Assert.That(stroke.Stroke, Is.EqualTo(new[] { (0.3f, 0.2f), (0.7f, 0.25f) }));
        Assert.That(script.TryNext(2, out _), Is.False);
        // What was missed is done late rather than never.
        Assert.That(script.TryNext(100, out var click), Is.True);
        Assert.That(click.Click, Is.EqualTo((640f, 300f)));
        Assert.That(script.TryNext(100, out var move), Is.True);
        Assert.That(move.Move, Is.EqualTo((1.5f, 2f)));
        Assert.That(script.TryNext(100, out var wheel) && wheel.Wheel == -1.5f, Is.True);
        Assert.That(script.TryNext(100, out var shot) && shot.Shot == "out/a.png", Is.True);
        Assert.That(script.TryNext(100, out _), Is.False);
    }

    [TestCase("Escape", Key.Escape, Modifiers.None)]
    [TestCase("Ctrl+Q", Key.Q, Modifiers.Ctrl)]
    [TestCase("Alt+Shift+Number1", Key.Number1, Modifiers.Alt | Modifiers.Shift)]
    public void Key_names_are_silk_nets_with_modifiers_before_them(string name, object key, object held)
    {
        var script = Script.Parse([$"{{\"frame\":0,\"key\":\"{name}\"}}"], "s");
        script.TryNext(0, out var happens);
        Assert.That(happens.Key, Is.EqualTo(new Chord((Key)key, (Modifiers)held)));
    }

    [TestCase("{\"frame\":1,\"stroke\":[[0.3,0.2]", "not valid JSON")]
    [TestCase("[1]", "one JSON object")]
    [TestCase("{\"key\":\"X\"}", "\"frame\" is missing")]
    [TestCase("{\"frame\":-1,\"key\":\"X\"}", "\"frame\" is a whole number")]
    [TestCase("{\"frame\":1.5,\"key\":\"X\"}", "\"frame\" is a whole number")]
    [TestCase("{\"frame\":1}", "exactly one of")]
    [TestCase("{\"frame\":1,\"key\":\"X\",\"click\":[1,2]}", "exactly one of")]
    [TestCase("{\"frame\":1,\"key\":\"Banana\"}", "no key \"Banana\"")]
    [TestCase("{\"frame\":1,\"key\":\"65\"}", "no key \"65\"")]
    [TestCase("{\"frame\":1,\"key\":7}", "no key \"7\"")]
    [TestCase("{\"frame\":1,\"key\":\"Ctrl+\"}", "no key \"Ctrl+\"")]
    [TestCase("{\"frame\":1,\"key\":\"Q+Ctrl\"}", "no key \"Q+Ctrl\"")]
    [TestCase("{\"frame\":1,\"key\":\"None+Q\"}", "no key \"None+Q\"")]
    [TestCase("{\"frame\":1,\"key\":\"A, B\"}", "no key \"A, B\"")]
    [TestCase("{\"frame\":1,\"stroke\":[]}", "list of points")]
    [TestCase("{\"frame\":1,\"stroke\":[[0.1]]}", "[x, y]")]
    [TestCase("{\"frame\":1,\"click\":[1,\"2\"]}", "[x, y]")]
    [TestCase("{\"frame\":1,\"click\":[1,1e99]}", "[x, y]")]
    [TestCase("{\"frame\":1,\"wheel\":\"up\"}", "\"wheel\"")]
    [TestCase("{\"frame\":1,\"shot\":\"\"}", "\"shot\"")]
    [TestCase("{\"frame\":1,\"drop\":[]}", "\"drop\"")]
    [TestCase("{\"frame\":1,\"wait\":3}", "unknown field \"wait\"")]
    public void A_bad_line_is_named_by_file_and_number(string line, string why)
    {
        var error = Assert.Throws<CnnException>(() => Script.Parse(["{\"frame\":0,\"key\":\"X\"}", line], "a b.jsonl"))!;
        Assert.That(error.Message, Does.StartWith("a b.jsonl:2: ").And.Contain(why).And.Not.Contain("\n"));
    }
}
