using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Digits held up to a camera: a sheet, phone or board somewhere in a room, and rooms with nothing to read.</summary>
public class CameraTests
{
    private static readonly CameraCondition[] Empty = [CameraCondition.BlankPage, CameraCondition.NoPage];

    [Test]
    public void Digits_held_up_are_read_and_nothing_is_read_where_there_is_none()
    {
        using var gl = new DigitReader(PreprocessingBackends.Gl, drawn: false);
        int read = 0, shown = 0, invented = 0, bare = 0;
        // Three frames of each condition, of a seed that was not looked at.
        for (int number = 0; number < 42; number++)
        {
            var frame = CameraFrame.Generate(seed: 90210, number);
            string label = gl.Label(TestFrame.Of(frame));
            if (Empty.Contains(frame.Condition))
            {
                bare++;
                invented += label == "" ? 0 : 1;
            }
            else
            {
                shown++;
                read += label == frame.Label ? 1 : 0;
            }
            if (label != frame.Label)
                TestContext.Out.WriteLine($"{frame.Condition} {frame.Backdrop} {number}: '{frame.Label}' read as '{label}'");
        }
        TestContext.Out.WriteLine($"{read} of {shown} read; {invented} of {bare} invented");
        Assert.That(read, Is.GreaterThanOrEqualTo(33));
        Assert.That(invented, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Both_backends_read_the_same([Values("Tilted", "DarkPaper", "NoPage")] string condition)
    {
        using var gl = new DigitReader(PreprocessingBackends.Gl, drawn: false);
        using var reference = new DigitReader(PreprocessingBackends.Reference, drawn: false);
        var frame = TestFrame.Of(CameraFrame.Generate(seed: 3, number: 4, Enum.Parse<CameraCondition>(condition)));
        Assert.That(gl.See(frame), Is.EqualTo(reference.See(frame)).Within(1e-6));
        Assert.That(gl.Label(frame), Is.EqualTo(reference.Label(frame)));
    }
}
