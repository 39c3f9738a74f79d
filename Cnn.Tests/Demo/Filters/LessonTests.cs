using Demo.Commands;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>What beginners read: in both languages, for all that can be chosen, and never cut off.</summary>
public class LessonTests
{
    [Test]
    public void Both_languages_have_the_same_keys_and_every_preset_has_a_sentence()
    {
        var lessons = Lessons.Open(Content.File("lessons"), "en");
        Assert.That(lessons.Fault, Is.Empty);
        Assert.That(lessons.KeysOf(1), Is.EqualTo(lessons.KeysOf(0)));
        var presets = FilterFile.Read(Content.File("filters.json")).Select(kernel => $"kernel.{kernel.Name}");
        Assert.That(lessons.KeysOf(0).Where(key => key.StartsWith("kernel.", StringComparison.Ordinal)),
            Is.EquivalentTo(presets.Concat(["kernel.own", "kernel.none"])));
    }

    [TestCase(960, 540, false), TestCase(1280, 720, true), TestCase(1920, 1080, true), TestCase(2560, 1440, true)]
    public void All_sentences_fit_their_panel(int width, int height, bool together)
    {
        using var scene = LabScene.Open();
        var room = scene.Tick(0, width, height).Lesson.Inset(Theme.Padding);
        float left = room.Height - Theme.Head - 6;
        foreach (int language in (int[])[0, 1])
        {
            var lessons = Lessons.Open(Content.File("lessons"), language == 0 ? "en" : "de");
            // The others are other panels'.
            var keys = lessons.KeysOf(language).Where(key => key.Split('.')[0] is "kernel" or "activation" or "pool");
            var heights = keys.ToDictionary(key => key,
                key => new Paragraph().Break(scene.Scene, lessons[key], room.Width));
            foreach (var (key, high) in heights)
                Assert.That(high, Is.LessThanOrEqualTo(left), $"{key} in {lessons.Names[language]}");
            float three = Longest("kernel.") + Longest("activation.") + Longest("pool.");
            if (together)
                Assert.That(three, Is.LessThanOrEqualTo(left + 2 * Paragraph.Line), $"three sentences in {lessons.Names[language]}");

            float Longest(string kind) =>
                heights.Where(pair => pair.Key.StartsWith(kind, StringComparison.Ordinal)).Max(pair => pair.Value);
        }
    }

    [TestCase("de_DE.UTF-8", null, null, "de"), TestCase(null, "de", "en_GB.UTF-8", "de"), TestCase("C", null, "de_AT", "c")]
    [TestCase(null, null, null, "en")]
    [TestCase("", null, "de_CH", "de")]
    public void The_environment_says_the_language(string? all, string? messages, string? lang, string language) =>
        Assert.That(Lessons.LanguageOf(name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, _ => lang }),
            Is.EqualTo(language));

    [Test]
    public void What_is_damaged_or_missing_is_one_line_and_said_in_English()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string english = Lessons.Open(Content.File("lessons"), "en")["pool.max"];
            File.WriteAllText(Path.Combine(folder, "en.json"), "{\"pool.max\": 3\n}");
            var lessons = Lessons.Open(folder, "de");
            Assert.That((lessons["pool.max"], lessons.Names.Single()), Is.EqualTo((english, "en")), "the program holds English");
            Assert.That(lessons.Fault, Does.StartWith(folder).And.Not.Contain("\n"));
            File.WriteAllText(Path.Combine(folder, "en.json"), "{\"pool.max\": \"One.\"}");
            File.WriteAllText(Path.Combine(folder, "de.json"), "[]");
            File.WriteAllText(Path.Combine(folder, "fr.json"), "{\"pool.max\": \"Un.\"}");
            lessons = Lessons.Open(folder, "de");
            Assert.That((lessons["pool.max"], lessons.Language), Is.EqualTo(("One.", 1)));
            Assert.That(lessons.Fault, Does.Contain("de.json"));
            lessons.Switch();
            Assert.That((lessons["pool.max"], lessons["pool.min"], lessons.Signs[lessons.Language]), Is.EqualTo(("Un.", "", "FR")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_lesson_speaks_of_what_was_chosen_and_L_is_the_other_language()
    {
        using var scene = LabScene.Open();
        var lessons = scene.Scene.Lessons;
        string said = string.Join(' ', scene.Draw(1920, 1080));
        foreach (string key in (string[])["kernel.sobel-x", "activation.relu", "pool.max"])
            Assert.That(said, Does.Contain(lessons[key]));
        scene.Controls.Press(Key.L);
        KernelChange.Edit(scene.Lab, scene.Lab.Filter!.Kernel.With(0, 3), scene.App);
        PoolChange.Choose(scene.Lab, null, scene.App);
        string other = string.Join(' ', scene.Draw(1920, 1080));
        foreach (string key in (string[])["kernel.own", "pool.none"])
            Assert.That(other, Does.Contain(lessons[key]));
        Assert.That(other, Does.Not.Contain("ReLU turns").Or.Contain("ReLU macht").And.Not.EqualTo(said));
    }
}
