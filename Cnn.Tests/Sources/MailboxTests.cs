using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

public class MailboxTests
{
    private static void Put(Mailbox mailbox, int value)
    {
        mailbox.Filling = [value];
        mailbox.Put(1, 1, TimeSpan.Zero, value);
    }

    [Test]
    public void The_newest_frame_wins_and_is_given_once()
    {
        var mailbox = new Mailbox();
        Assert.That(mailbox.TryTake(out _), Is.False);
        Put(mailbox, 1);
        Put(mailbox, 2);
        Assert.That((mailbox.TryTake(out var frame), frame.Pixels[0], frame.Sequence), Is.EqualTo((true, 2, 2L)));
        Assert.That(mailbox.TryTake(out _), Is.False);
    }

    [Test]
    public void A_frame_that_is_looked_at_stays_whole_while_others_come()
    {
        var mailbox = new Mailbox();
        Put(mailbox, 1);
        mailbox.TryTake(out var looked);
        for (int value = 2; value < 6; value++)
        {
            mailbox.Filling.AsSpan().Fill(-1);
            Put(mailbox, value);
        }
        Assert.That(looked.Pixels[0], Is.EqualTo(1));
        Assert.That((mailbox.TryTake(out var next), next.Pixels[0]), Is.EqualTo((true, 5)));
    }

    [Test]
    public void The_frame_can_be_had_again_unless_a_newer_one_waits()
    {
        var mailbox = new Mailbox();
        Assert.That(mailbox.TryAgain(out _), Is.False);
        Put(mailbox, 1);
        mailbox.TryTake(out _);
        Assert.That((mailbox.TryAgain(out var again), again.Pixels[0]), Is.EqualTo((true, 1)));
        Put(mailbox, 2);
        Assert.That(mailbox.TryAgain(out _), Is.False);
    }
}
