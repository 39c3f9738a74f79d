using System.Numerics;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>What lies in space is drawn from the farthest to the nearest, whatever the eye looks at.</summary>
public class SpaceListTests
{
    [Test]
    public void What_a_sight_line_meets_first_is_drawn_last()
    {
        var random = new Random(3);
        float Next(float most) => (random.NextSingle() * 2 - 1) * most;
        int met = 0;
        for (int round = 0; round < 200; round++)
        {
            var list = new SpaceList();
            var eye = new Vector3(Next(4), Next(4), Next(4));
            list.Begin(Rect.Unit, Matrix4x4.Identity);
            for (int i = 0; i < 40; i++)
                list.Sheet(new Vector3(Next(4), Next(3), Next(3)), new Vector3(0, 0, 1.5f), new Vector3(0, -1.5f, 0), (uint)i);
            list.End(eye.X);
            var shapes = list.Shapes(list.Items[0]);
            for (int ray = 0; ray < 30; ray++)
            {
                var way = new Vector3(Next(1), Next(1), Next(1));
                float nearest = float.PositiveInfinity;
                // From the last drawn to the first: each farther than the one before.
                for (int i = shapes.Length - 1, last = -1; i >= 0; i--)
                {
                    float far = (shapes[i].Corner.X - eye.X) / way.X;
                    var at = eye + far * way - shapes[i].Corner;
                    if (far <= 0 || at.Z is < 0 or > 1.5f || at.Y is > 0 or < -1.5f)
                        continue;
                    if (last >= 0)
                        Assert.That(far, Is.GreaterThanOrEqualTo(nearest), "drawn before it, and nearer");
                    met += last >= 0 ? 1 : 0;
                    (nearest, last) = (far, i);
                }
            }
        }
        Assert.That(met, Is.GreaterThan(500), "sight lines that meet several");
    }

    [Test]
    public void What_is_equally_far_stays_in_its_order()
    {
        var list = new SpaceList();
        list.Begin(Rect.Unit, Matrix4x4.Identity);
        for (int i = 0; i < 300; i++)
            list.Sheet(new Vector3(i % 3, 0, 0), Vector3.UnitZ, -Vector3.UnitY, (uint)i);
        list.Line(new Vector3(0.4f, 0, 0), new Vector3(0.8f, 0, 0), 1000, 1);
        list.End(-1);
        uint[] colours = [.. list.Shapes(list.Items[0]).ToArray().Select(shape => shape.Colour)];
        uint[] Every(uint first) => [.. Enumerable.Range(0, 100).Select(i => (uint)(3 * i) + first)];
        Assert.That(colours, Is.EqualTo((uint[])[.. Every(2), .. Every(1), 1000, .. Every(0)]));
    }

    [Test]
    public void A_second_picture_in_space_has_its_own_order()
    {
        var list = new SpaceList();
        for (int item = 0; item < 2; item++)
        {
            list.Begin(Rect.Unit, Matrix4x4.Identity);
            for (int i = 0; i < 3; i++)
                list.Sheet(new Vector3(i, 0, 0), Vector3.UnitZ, -Vector3.UnitY, (uint)(10 * item + i));
            list.End(item == 0 ? -1 : 5);
        }
        uint[] Colours(int item) => [.. list.Shapes(list.Items[item]).ToArray().Select(shape => shape.Colour)];
        Assert.That(Colours(0), Is.EqualTo(new uint[] { 2, 1, 0 }));
        Assert.That(Colours(1), Is.EqualTo(new uint[] { 10, 11, 12 }));
    }
}
