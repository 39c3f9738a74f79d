using System.Numerics;
using Cnn.Tests.Platform;
using Demo.Platform;
using Demo.Scripts;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What is done is kept so that it can be played again.</summary>
[Parallelizable]
public class KeptScriptTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kept").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [TestCase(1)]
    [TestCase(2)]
    public void A_session_played_again_gives_the_same_picture_and_log(int seed)
    {
        string script = Path.Combine(_folder, "script.jsonl"), kept = Path.Combine(_folder, "kept.jsonl");
        var events = Session(new Random(seed));
        File.WriteAllLines(script, events.Select(ScriptLine.Format));
        byte[][] first = Play("a", "--script", script, "--keep-script", kept);
        Assert.That(File.ReadAllLines(kept), Is.EqualTo(File.ReadAllLines(script)));
        byte[][] again = Play("b", "--script", kept);
        Assert.That(again[0], Is.EqualTo(first[0]), "the last picture");
        Assert.That(again[1], Is.EqualTo(first[1]), "the log");
    }

    [Test]
    public void Each_event_of_the_window_becomes_a_line_that_says_the_same()
    {
        string path = Path.Combine(_folder, "kept.jsonl");
        using (var writer = new ScriptWriter(path))
        using (var window = new BlindWindow(960, 540))
        {
            writer.Listen(window);
            var (keyboard, mouse) = (window.Input.Keyboard, window.Input.Mouse);
            mouse.Move(new Vector2(10.25f, 0.1f));
            mouse.Press(MouseButton.Right);
            writer.Tick = 7;
            mouse.Move(new Vector2(1 / 3f, 200));
            mouse.Release(MouseButton.Right);
            mouse.Press(MouseButton.Left);
            mouse.Turn(new ScrollWheel(0, -2));
            keyboard.Press(Key.ControlLeft);
            mouse.Turn(new ScrollWheel(0, 1));
            keyboard.Press(Key.Q);
            keyboard.Release(Key.Q);
            keyboard.Type('"');
            writer.Tick = 8;
            window.Drop("a \"b\".png", "c");
            writer.Complete();
        }
        Assert.That(File.ReadAllLines(path), Is.EqualTo(new[]
        {
            "{\"frame\":0,\"move\":[10.25,0.1]}", "{\"frame\":0,\"pressRight\":[10.25,0.1]}", "{\"frame\":7,\"move\":[0.33333334,200]}",
            "{\"frame\":7,\"release\":\"Right\"}", "{\"frame\":7,\"press\":[0.33333334,200]}", "{\"frame\":7,\"wheel\":-2}",
            "{\"frame\":7,\"down\":\"Ctrl+ControlLeft\"}", "{\"frame\":7,\"magnify\":1}", "{\"frame\":7,\"down\":\"Ctrl+Q\"}",
            "{\"frame\":7,\"up\":\"Q\"}", "{\"frame\":7,\"type\":\"\\\"\"}", "{\"frame\":8,\"drop\":\"a \\\"b\\\".png\"}",
        }));
        var script = Script.Load(path);
        foreach (string line in File.ReadLines(path))
            Assert.That(script.TryNext(9, out var happens) && ScriptLine.Format(happens) == line, line);
    }

    [TestCase("{\"frame\":1,\"release\":\"Upper\"}", "is a mouse button")]
    [TestCase("{\"frame\":1,\"release\":0}", "is a mouse button")]
    [TestCase("{\"frame\":1,\"press\":[1]}", "[x, y]")]
    [TestCase("{\"frame\":1,\"magnify\":\"1\"}", "number of notches")]
    public void What_is_no_event_is_said(string line, string why) =>
        Assert.That(
            () => Script.Parse([line], "s"), Throws.TypeOf<CnnException>().With.Message.StartsWith("s:1: ").And.Message.Contains(why));

    private byte[][] Play(string name, params string[] options)
    {
        string shot = Path.Combine(_folder, name + ".png"), log = Path.Combine(_folder, name + ".log");
        var run = Demonstration.Run(
            ["demo", "--headless", "--backend", "cpu", "--size", "960x540", "--frames", "50", "--shot", shot, "--log", log, .. options]);
        Assert.That(run.Code, Is.Zero, run.Errors);
        return [File.ReadAllBytes(shot), File.ReadAllBytes(log)];
    }

    // Of all kinds, all over the window; nothing that saves files, or ends it.
    private static List<ScriptEvent> Session(Random random)
    {
        Chord[] keys =
        [
            .. "UOMNZTFDLW1235678IJGXC".Select(c => (Chord)(Key)c), new(Key.Z, Modifiers.Ctrl), new(Key.Number2, Modifiers.Ctrl),
            new(Key.Number1, Modifiers.Ctrl), Key.Escape, Key.F1, Key.Up, Key.Right,
        ];
        var events = new List<ScriptEvent> { new(0, Stroke: [At(1, 1), At(1, 1), At(1, 1)]) };
        for (int frame = 1; frame < 40; frame++)
            events.Add(random.Next(10) switch
            {
                0 => new(frame, Stroke: [At(1, 1), At(1, 1)]),
                1 => new(frame, Click: At(960, 470)),
                2 => new(frame, Drag: [At(960, 470), At(960, 470)]),
                3 => new(frame, Press: At(200, 200)),
                4 => new(frame, Release: MouseButton.Left),
                5 => new(frame, Wheel: random.Next(-2, 3)),
                6 => new(frame, Move: At(960, 540)),
                7 => new(frame, PressRight: At(200, 200)),
                _ => new(frame, Key: keys[random.Next(keys.Length)]),
            });
        return events;

        (float, float) At(int width, int height) => (random.NextSingle() * width, random.NextSingle() * height);
    }
}
