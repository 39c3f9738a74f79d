using Cnn.Detection;
using NUnit.Framework;

namespace Cnn.Tests.Detection;

/// <summary>Whether things keep their numbers from picture to picture.</summary>
public class TrackerTests
{
    [Test]
    public void What_moves_a_little_stays_the_same_thing()
    {
        var tracker = new Tracker();
        Assert.That(Ids(tracker, Box(0, 0.1f), Box(0, 0.6f), Box(1, 0.1f)), Is.EqualTo(new[] { 1, 2, 3 }));
        // The order by score is another one.
        Assert.That(Ids(tracker, Box(1, 0.15f), Box(0, 0.55f), Box(0, 0.15f)), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(tracker.Tracks.ToArray().Select(track => track.Found), Is.EqualTo(new[] { 2, 1, 0 }));
        // What jumps, or is something else, is new.
        Assert.That(Ids(tracker, Box(0, 0.35f), Box(2, 0.15f)), Is.EqualTo(new[] { 4, 5 }));
    }

    [Test]
    public void Things_of_a_class_have_numbers_that_nobody_else_has_meanwhile()
    {
        var tracker = new Tracker();
        int[] Numbers(params Box[] boxes)
        {
            Ids(tracker, boxes);
            return [.. tracker.Tracks.ToArray().Select(track => track.Number)];
        }
        Assert.That(Numbers(Box(0, 0.1f), Box(1, 0.1f), Box(0, 0.6f)), Is.EqualTo(new[] { 1, 1, 2 }));
        // The first hides: the second keeps its number, and a new one does not take the first's.
        Assert.That(Numbers(Box(0, 0.62f), Box(0, 1.2f)), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Numbers(Box(0, 0.12f), Box(0, 0.64f), Box(0, 1.2f)), Is.EqualTo(new[] { 1, 2, 3 }));
        // Once forgotten its number is free.
        for (int i = 0; i < 8; i++)
            Numbers(Box(0, 0.65f + i / 100f));
        Assert.That(Numbers(Box(0, 0.7f), Box(0, 0.1f)), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(tracker.Knows(tracker.Tracks[0].Id) && !tracker.Knows(1));
    }

    [Test]
    public void What_hides_for_a_while_comes_back_and_in_the_end_is_forgotten()
    {
        var tracker = new Tracker();
        Ids(tracker, Box(0, 0.1f));
        Assert.That(Ids(tracker), Is.Empty);
        Assert.That(Ids(tracker, Box(0, 0.12f)), Is.EqualTo(new[] { 1 }));
        for (int i = 0; i < 8; i++)
            Ids(tracker, Box(1, 0.5f + i / 100f));
        Assert.That(Ids(tracker, Box(0, 0.12f)), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Boxes_glide_to_where_they_were_found_and_new_ones_are_there_at_once()
    {
        var tracker = new Tracker();
        Ids(tracker, Box(0, 0.1f));
        Assert.That(tracker.Tracks[0].Box.Left, Is.EqualTo(0.1f));
        Ids(tracker, Box(0, 0.2f));
        tracker.Glide(0);
        Assert.That(tracker.Tracks[0].Box.Left, Is.EqualTo(0.1f));
        tracker.Glide(0.02);
        Assert.That(tracker.Tracks[0].Box.Left, Is.InRange(0.15f, 0.18f));
        // The same result once more is none.
        Ids(tracker, Box(0, 0.2f));
        tracker.Glide(0.08);
        Assert.That(tracker.Tracks[0].Box.Left, Is.InRange(0.198f, 0.2f));
    }

    private static Box Box(int label, float left) => new(label, 0.5f, left, 0.2f, left + 0.3f, 0.5f);

    private static int[] Ids(Tracker tracker, params Box[] boxes)
    {
        var found = new Detections();
        found.Clear(0);
        for (int i = 0; i < boxes.Length; i++)
            found.Add(boxes[i] with { Score = 1 - i / 10f });
        found.Suppress(1);
        tracker.Update(found);
        return [.. tracker.Tracks.ToArray().Select(track => track.Id)];
    }
}
