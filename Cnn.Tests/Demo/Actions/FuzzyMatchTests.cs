using Demo.Ui.Actions;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Actions;

/// <summary>What is found by a few letters, and what comes first.</summary>
public class FuzzyMatchTests
{
    [TestCase("hm", "heat map", true)]
    [TestCase("HM", "heat map", true)]
    [TestCase("he ma", "heat map", true)]
    [TestCase("mh", "heat map", false)]
    [TestCase("heatmapp", "heat map", false)]
    [TestCase("tt", "heat map", false)]
    [TestCase("", "", true)]
    [TestCase("a", "", false)]
    [TestCase("üb", "Übersicht", true)]
    [TestCase("heat map", "heat map", true)]
    public void All_letters_stand_there_in_their_order(string letters, string text, bool found) =>
        Assert.That(FuzzyMatch.Score(letters, text) != FuzzyMatch.None, Is.EqualTo(found));

    [TestCase("gc", "Grad-CAM", "magic")]
    [TestCase("bar", "bars", "blur a row")]
    [TestCase("nl", "next layer", "channel")]
    [TestCase("ex", "export", "next")]
    [TestCase("cam", "Grad-CAM", "colour a map")]
    [TestCase("map", "a map", "make a plan")]
    [TestCase("op", "open", "stop")]
    [TestCase("rt", "runTable", "restart")]
    public void Words_beginnings_and_letters_side_by_side_come_first(string letters, string first, string second) =>
        Assert.That(FuzzyMatch.Score(letters, first), Is.GreaterThan(FuzzyMatch.Score(letters, second)));

    // Every way to place the letters, one after the other: no cleverness to be wrong in.
    [Test]
    public void It_is_the_best_of_all_ways()
    {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++)
        {
            string text = Random("aAb B", random.Next(1, 12)), letters = Random("ab", random.Next(1, 5));
            int best = BestWay(letters, text, 0, -1) ?? FuzzyMatch.None;
            Assert.That(FuzzyMatch.Score(letters, text), Is.EqualTo(best), $"'{letters}' in '{text}'");
        }

        string Random(string signs, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => signs[random.Next(signs.Length)]));
    }

    [Test]
    public void Long_texts_are_no_matter() =>
        Assert.That(FuzzyMatch.Score(new string('a', 60), new string('a', 100_000)), Is.GreaterThan(0));

    // A letter is 1, the text's first 10 more, a word's first 7, one beside the last 8; a gap costs 3.
    private static int? BestWay(string letters, string text, int letter, int last)
    {
        if (letter == letters.Length)
            return 0;
        int? best = null;
        for (int i = last + 1; i < text.Length; i++)
        {
            if (char.ToUpperInvariant(text[i]) != char.ToUpperInvariant(letters[letter])
                || BestWay(letters, text, letter + 1, i) is not { } rest)
                continue;
            bool begins = i > 0 && char.IsLetter(text[i])
                && (!char.IsLetter(text[i - 1]) || (char.IsUpper(text[i]) && char.IsLower(text[i - 1])));
            int score = 1 + (i == 0 ? 10 : begins ? 7 : 0) + (letter == 0 ? 0 : i == last + 1 ? 8 : -3);
            best = Math.Max(best ?? int.MinValue, score + rest);
        }
        return best;
    }
}
