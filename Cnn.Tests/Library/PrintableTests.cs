using NUnit.Framework;

namespace Cnn.Tests.Library;

public class PrintableTests
{
    [TestCase("conv1/Ünïcödé 数字 ①", "conv1/Ünïcödé 数字 ①")]
    // No filter finds a test with such a name.
    [TestCase("\u001b[31mred\u001b[0m", "?[31mred?[0m", TestName = "A_colour_of_the_terminal_becomes_question_marks")]
    [TestCase("\u009b2J", "?2J", TestName = "A_command_of_the_terminal_becomes_a_question_mark")]
    [TestCase("a\tb\nc\rd\0e\u007f", "a?b?c?d?e?")]
    [TestCase("a\u2028b\u2029c", "a?b?c")]
    [TestCase("exe.\u202Efdp", "exe.?fdp")]
    [TestCase("\ud83d\udc08\u200d\u2b1b", "\ud83d\udc08\u200d\u2b1b")]
    [TestCase("", "")]
    public void What_is_no_character_for_people_becomes_a_question_mark(string text, string shown) =>
        Assert.That(Printable.Of(text), Is.EqualTo(shown));

    // No attribute can hold half a character.
    [Test]
    public void Half_a_character_is_none() => Assert.That(Printable.Of("\ud83d cat \udc08"), Is.EqualTo("? cat ?"));
}
