using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

public class ArenaTests
{
    private const long Alignment = 64;

    private static Lifetime[] Random(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
        {
            int first = random.Next(40);
            return new Lifetime(first, first + random.Next(random.Next(1, 12)), random.NextInt64(1, 5000));
        })];
    }

    // The most that is alive at once: no arena can be smaller.
    private static long LowerBound(Lifetime[] lives) => Enumerable.Range(0, 60)
        .Max(at => lives.Where(l => l.First <= at && at <= l.Last).Sum(l => (l.Bytes + Alignment - 1) / Alignment * Alignment));

    [Test]
    public void Values_that_are_alive_together_never_share_a_byte([Range(1, 200)] int seed)
    {
        var lives = Random(seed);
        var arena = new Arena(lives, Alignment, regionBytes: seed % 2 == 0 ? 20_000 : long.MaxValue);
        for (int i = 0; i < lives.Length; i++)
        {
            var (region, begin) = arena.Places[i];
            Assert.That(begin % Alignment, Is.Zero);
            Assert.That(begin + lives[i].Bytes, Is.LessThanOrEqualTo(arena.Regions[region]));
            for (int j = 0; j < i; j++)
                if (arena.Places[j].Region == region && lives[i].First <= lives[j].Last && lives[j].First <= lives[i].Last)
                    Assert.That(begin + lives[i].Bytes <= arena.Places[j].Offset || arena.Places[j].Offset + lives[j].Bytes <= begin,
                        $"{lives[i]} at {begin} and {lives[j]} at {arena.Places[j].Offset}");
        }
    }

    [Test]
    public void It_is_not_much_larger_than_what_is_alive_at_once()
    {
        double[] ratios = [.. Enumerable.Range(1, 200).Select(Random)
            .Select(lives => (double)new Arena(lives, Alignment, long.MaxValue).Regions.Sum() / LowerBound(lives))];
        Assert.That(ratios, Is.All.GreaterThanOrEqualTo(1));
        Assert.That(ratios.Average(), Is.LessThan(1.1));
    }

    [Test]
    public void A_chain_needs_two_values_and_a_region_holds_no_more_than_it_may()
    {
        Lifetime[] chain = [.. Enumerable.Range(0, 10).Select(i => new Lifetime(i, i + 1, 640))];
        Assert.That(new Arena(chain, Alignment, long.MaxValue).Regions, Is.EqualTo(new long[] { 1280 }));
        Assert.That(new Arena(chain, Alignment, regionBytes: 1000).Regions, Is.EqualTo(new long[] { 640, 640 }));
        // What is larger than a region gets one for itself.
        Assert.That(new Arena([new(0, 1, 5000), new(1, 2, 64)], Alignment, regionBytes: 1000).Regions, Is.EqualTo(new long[] { 5056, 64 }));
    }

    [Test]
    public void Nothing_needs_no_memory() => Assert.That(new Arena([], Alignment, 1000).Regions, Is.Empty);
}
