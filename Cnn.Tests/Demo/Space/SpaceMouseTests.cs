using System.Numerics;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>What mouse and keys do in space.</summary>
public class SpaceMouseTests : SpaceFixture
{
    [Test]
    public void What_is_picked_is_what_is_drawn_on_top([Values("LeNet", "large")] string network)
    {
        Open(network);
        Draw();
        var random = new Random(8);
        int found = 0;
        for (int round = 0; round < 40; round++)
        {
            Press(new Chord(random.Next(2) == 0 ? Key.Left : Key.Up, Modifiers.Shift));
            if (round % 8 == 0)
                Press(Key.PageUp);
            Rest();
            var (list, item) = (Scene.List.Space, Scene.List.Space.Items[0]);
            for (int i = 0; i < 60; i++)
            {
                var room = item.Rect;
                var at = new Vector2(room.X + random.NextSingle() * room.Width, room.Y + random.NextSingle() * room.Height);
                var wanted = LastDrawnAt(list, item, at);
                var picked = Looked.Slices.Pick(Looked.Projection, at.X, at.Y);
                var top = picked is { } p ? (p.Slice.Layer.Node, p.Slice.Channel) : default;
                Assert.That(top, Is.EqualTo(wanted), $"round {round} at {at}");
                found += picked is null ? 0 : 1;
            }
        }
        Assert.That(found, Is.GreaterThan(150));
    }

    [Test]
    public void A_click_chooses_a_map_and_a_second_one_flies_to_it()
    {
        Open("LeNet");
        Draw();
        var wanted = Looked.Slices.Of(4)[5];
        var at = At(wanted.Centre);
        Click(at);
        Assert.That((Scene.State.Layer, Scene.State.Channel, Looked.Camera.IsHome), Is.EqualTo((4, 5, true)));
        Scene.Time += 0.2;
        Draw();
        Click(at);
        Assert.That(Looked.Camera.IsHome, Is.False);
        Rest();
        Assert.That(Looked.Slices.TryFind(4, 5, out var slice), Is.True);
        var body = Scene.List.Space.Items[0].Rect;
        Assert.That(Vector2.Distance(At(slice.Centre), new(body.CentreX, body.CentreY)), Is.LessThan(1));
        Assert.That(Looked.Projection.PixelsAt(slice.Centre, slice.Height), Is.InRange(body.Height * 0.3f, body.Height * 0.6f));
        Press(Key.Home);
        Rest();
        Assert.That(Vector2.Distance(At(wanted.Centre), at), Is.LessThan(1), "home again");
        // Two clicks that are far apart in time are no double click.
        Click(at);
        Scene.Time += 2;
        Draw();
        Click(at);
        Assert.That(Looked.Camera.IsHome, Is.True);
    }

    [Test]
    public void A_drag_turns_and_does_not_choose_and_the_right_button_moves()
    {
        Open("LeNet");
        Draw();
        var at = At(Looked.Slices.Of(4)[5].Centre);
        var goal = Looked.Camera.Goal;
        Drag(at, MouseButton.Left);
        Assert.That(Scene.State.Layer, Is.EqualTo(1));
        Assert.That((Looked.Camera.Goal.Yaw, Looked.Camera.Goal.Target), Is.Not.EqualTo((goal.Yaw, goal.Target)));
        Assert.That(Looked.Camera.Goal.Target, Is.EqualTo(goal.Target));
        goal = Looked.Camera.Goal;
        Drag(at, MouseButton.Right);
        Assert.That((Looked.Camera.Goal.Yaw, Looked.Camera.Goal.Pitch), Is.EqualTo((goal.Yaw, goal.Pitch)));
        Assert.That(Looked.Camera.Goal.Target, Is.Not.EqualTo(goal.Target));
        Turn(2);
        Assert.That(Looked.Camera.Goal.Distance, Is.LessThan(goal.Distance));
        Assert.That(Looked.IsHeld, Is.False);
    }

    [Test]
    public void The_value_under_the_mouse_is_said()
    {
        Open("LeNet");
        var space = ((SpaceLayout)Draw()).Space;
        var layer = Stage.Network.Layers[1];
        var slice = Looked.Slices.Of(1)[2];
        var at = At(slice.At(7.5f / layer.Columns, 11.5f / layer.Rows));
        Scene.State.Mouse = (at.X, at.Y);
        Draw();
        float value = Stage.Read(layer.Node).Floats[(2 * layer.Rows + 11) * layer.Columns + 7];
        string text = FormattableString.Invariant($"column 8, row 12: {value:0.000}").Replace('-', '−');
        Assert.That(Stage.Texts(), Does.Contain(layer.Name).And.Contain(layer.Extent).And.Contain("map 3").And.Contain(text));
        Assert.That(space.Contains(at.X, at.Y));
        // Over the chosen map it chooses the cell too.
        Assert.That(Scene.Pixel, Is.Not.EqualTo((7, 11)));
        new UnitChoice(Scene).Choose(1, 2);
        Draw();
        Assert.That(Scene.Pixel, Is.EqualTo((7, 11)));
        Scene.State.Mouse = (-100, -100);
        Draw();
        Assert.That(Stage.Texts(), Does.Not.Contain(text));
    }

    [Test]
    public void Keys_choose_like_the_mouse()
    {
        Open("LeNet");
        Draw();
        Press(Key.Right);
        Press(Key.Down);
        Press(Key.Down);
        Assert.That((Scene.State.Layer, Scene.State.Channel), Is.EqualTo((2, 2)));
        Press(Key.Up);
        Press(Key.Left);
        Assert.That((Scene.State.Layer, Scene.State.Channel), Is.EqualTo((1, 1)));
        foreach (var row in Scene.View.Keys)
            Press(row.Key);
        Rest();
    }

    // By the corners' places on the screen, and the order of drawing alone.
    private (Node?, int) LastDrawnAt(SpaceList list, in SpaceItem item, Vector2 at)
    {
        var shapes = list.Shapes(item);
        for (int i = shapes.Length - 1; i >= 0; i--)
        {
            if (shapes[i].Kind != SpaceKind.Map)
                continue;
            var corner = shapes[i].Corner;
            Vector3[] corners = [corner, corner + shapes[i].Across, corner + shapes[i].Across + shapes[i].Down, corner + shapes[i].Down];
            Vector2[] seen = [.. corners.Select(At)];
            float[] sides = [.. Enumerable.Range(0, 4).Select(k => Cross(seen[(k + 1) % 4] - seen[k], at - seen[k]))];
            if (sides.All(side => side > 0) || sides.All(side => side < 0))
                return (list.Maps[shapes[i].Map].Node, list.Maps[shapes[i].Map].Channel);
        }
        return default;
    }

    private static float Cross(Vector2 a, Vector2 b) => a.X * b.Y - a.Y * b.X;
}
