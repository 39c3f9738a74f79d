using System.Text.RegularExpressions;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>What README says must be what the program does.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(ArchitectureTests.PathOf("README.md"));

    [Test]
    public void The_verbs_are_those_of_the_program()
    {
        var program = Demonstration.Run("--help");
        string commands = program.Output[program.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
        var verbs = HelpRow().Matches(commands).Select(m => m.Groups[1].Value);
        string table =
            Readme[Readme.IndexOf("<!-- verbs", StringComparison.Ordinal)..Readme.IndexOf("<!-- end of verbs", StringComparison.Ordinal)];
        Assert.That(TableRow().Matches(table).Select(m => m.Groups[1].Value), Is.EquivalentTo(verbs).And.Not.Empty);
    }

    [Test]
    public void The_keys_are_those_of_the_key_table()
    {
        const string begin = "<!-- keys: the rows of Demo/Views/*Keys.cs; a test compares -->\n\n", end = "\n<!-- end of keys -->";
        int first = Readme.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        string table = Readme[first..Readme.IndexOf(end, StringComparison.Ordinal)], wanted = ViewList.Create().KeysAsMarkdown();
        Assert.That(table, Is.EqualTo(wanted), $"README's table of keys must be:\n{wanted}");
    }

    [Test]
    public void Links_lead_somewhere()
    {
        foreach (string document in new[] { "README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/library.md" })
            foreach (Match link in Link().Matches(File.ReadAllText(ArchitectureTests.PathOf(document))))
            {
                string target = link.Groups[1].Value;
                if (!target.StartsWith("http", StringComparison.Ordinal))
                    Assert.That(Path.Combine(Path.GetDirectoryName(ArchitectureTests.PathOf(document))!, target), Does.Exist);
            }
    }

    [GeneratedRegex(@"^  (\w+) ", RegexOptions.Multiline)]
    private static partial Regex HelpRow();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
