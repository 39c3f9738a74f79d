using System.Numerics;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>From space to the window and back; and from where all of something is seen.</summary>
public class ProjectionTests
{
    private static readonly Rect s_rect = new(300, 90, 800, 500);

    [Test]
    public void A_ray_through_where_a_place_is_seen_goes_through_the_place()
    {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            var seen = new Projection(PoseOf(random), s_rect);
            var place = PlaceOf(random);
            if (!seen.TryProject(place, out var at))
            {
                Assert.That(seen.DepthOf(place), Is.LessThanOrEqualTo(Pose.Near * 1.001f));
                continue;
            }
            var ray = seen.RayThrough(at.X, at.Y);
            var back = seen.Eye + ray * seen.DepthOf(place);
            Assert.That(Vector3.Distance(back, place), Is.LessThan(2e-3f * Vector3.Distance(place, seen.Eye)));
        }
    }

    [Test]
    public void From_the_side_of_the_picture_a_map_is_seen_as_it_is()
    {
        // A quarter turn: along the way of the data.
        var seen = new Projection(new Pose(MathF.PI / 2, 0, 4, Vector3.Zero), s_rect);
        var slice = new Slice(null!, 0, new Vector3(0, 0.5f, -0.5f), 1, 1);
        float side = seen.PixelsAt(slice.Centre, 1);
        Assert.That(seen.TryProject(slice.At(0, 0), out var first) && seen.TryProject(slice.At(1, 1), out var last), Is.True);
        seen.TryProject(slice.At(0, 0), out first);
        seen.TryProject(slice.At(1, 1), out last);
        Assert.That(first, Is.EqualTo(new Vector2(s_rect.CentreX - side / 2, s_rect.CentreY - side / 2)).Using<Vector2>(Near));
        Assert.That(last, Is.EqualTo(new Vector2(s_rect.CentreX + side / 2, s_rect.CentreY + side / 2)).Using<Vector2>(Near));
    }

    [Test]
    public void Lines_are_cut_off_behind_the_eye()
    {
        var random = new Random(2);
        int cut = 0;
        for (int i = 0; i < 1000; i++)
        {
            var seen = new Projection(PoseOf(random), s_rect);
            var (from, to) = (PlaceOf(random), PlaceOf(random));
            var (first, last) = (from, to);
            bool any = seen.TryCut(ref first, ref last);
            Assert.That(any, Is.EqualTo(MathF.Max(seen.DepthOf(from), seen.DepthOf(to)) >= 2 * Pose.Near));
            if (!any)
                continue;
            Assert.That(MathF.Min(seen.DepthOf(first), seen.DepthOf(last)), Is.GreaterThan(Pose.Near));
            // What is left lies on the line.
            float whole = Vector3.Distance(from, to);
            foreach (var end in new[] { first, last })
                Assert.That(Vector3.Distance(from, end) + Vector3.Distance(end, to), Is.EqualTo(whole).Within(1e-3f * whole));
            cut += first != from || last != to ? 1 : 0;
        }
        Assert.That(cut, Is.GreaterThan(50));
    }

    [Test]
    public void Home_shows_all_places_as_large_as_the_room_allows()
    {
        var random = new Random(4);
        for (int i = 0; i < 100; i++)
        {
            Vector3[] places = [.. Enumerable.Range(0, 30).Select(_ => PlaceOf(random) * new Vector3(2, 0.5f, 0.5f))];
            var rect = new Rect(200, 50, 400 + random.Next(900), 300 + random.Next(400));
            var room = new Rect(rect.X + 20, rect.Y + 10, rect.Width - 140, rect.Height - 70);
            var pose = HomePose.Fit(places, random.NextSingle() * 6, random.NextSingle() - 0.5f, rect, room);
            var seen = new Projection(pose, rect);
            Vector2[] at = [.. places.Select(place => seen.TryProject(place, out var there) ? there : new Vector2(float.NaN))];
            var (least, most) = (at.Aggregate(Vector2.Min), at.Aggregate(Vector2.Max));
            Assert.That(new Rect(room.X - 1, room.Y - 1, room.Width + 2, room.Height + 2)
                .Contains(new Rect(least.X, least.Y, most.X - least.X, most.Y - least.Y)), $"{least} {most} {room}");
            Assert.That(Math.Max((most.X - least.X) / room.Width, (most.Y - least.Y) / room.Height), Is.EqualTo(1).Within(0.01));
        }
    }

    [Test]
    public void The_eye_glides_to_where_it_is_sent_and_rests_there()
    {
        var camera = new Camera();
        camera.Turn(1, 0.2f);
        var way = new List<float>();
        double time = 0;
        for (; camera.Now != camera.Goal && time < 5; time += 1 / 60.0)
        {
            camera.Glide(time);
            way.Add(camera.Now.Yaw);
        }
        Assert.That(way, Is.Ordered.And.Count.InRange(20, 120));
        Assert.That(camera.Now, Is.EqualTo(camera.Goal));
        Assert.That(camera.IsHome, Is.False);
        camera.Turn(0, 9);
        Assert.That(camera.Goal.Pitch, Is.LessThan(MathF.PI / 2), "never over the top");
    }

    [Test]
    public void What_is_under_the_mouse_stays_there_while_the_eye_goes_nearer()
    {
        var camera = new Camera();
        var (right, down) = (0.31f, -0.22f);
        Vector3 Under(in Pose pose) => pose.Target + 2 * Pose.HalfView * pose.Distance * (right * pose.Right - down * pose.Up);
        var place = Under(camera.Goal);
        camera.Zoom(1.9f, right, down);
        var seen = new Projection(camera.Goal, s_rect);
        seen.TryProject(place, out var at);
        Assert.That((at.X - s_rect.CentreX) / s_rect.Height, Is.EqualTo(right).Within(1e-4));
        Assert.That((at.Y - s_rect.CentreY) / s_rect.Height, Is.EqualTo(down).Within(1e-4));
        // And what is held while it is moved goes with the mouse.
        camera.Pan(0.1f, 0.05f);
        new Projection(camera.Goal, s_rect).TryProject(place, out var moved);
        Assert.That(Vector2.Distance((moved - at) / s_rect.Height, new Vector2(0.1f, 0.05f)), Is.LessThan(1e-4));
    }

    private static bool Near(Vector2 a, Vector2 b) => Vector2.Distance(a, b) < 0.01f;

    private static Pose PoseOf(Random random) => new(
        random.NextSingle() * 6, random.NextSingle() * 2.8f - 1.4f, 0.5f + random.NextSingle() * 6, PlaceOf(random) / 2);

    private static Vector3 PlaceOf(Random random) =>
        new((random.NextSingle() - 0.5f) * 6, (random.NextSingle() - 0.5f) * 6, (random.NextSingle() - 0.5f) * 6);
}
