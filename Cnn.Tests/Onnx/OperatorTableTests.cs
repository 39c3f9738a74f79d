using Cnn.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

public class OperatorTableTests
{
    [Test]
    public void The_documentation_lists_the_operators_of_the_table()
    {
        var rows = File.ReadLines(ArchitectureTests.PathOf("docs/onnx.md"))
            .SkipWhile(line => line != "## Operators").TakeWhile(line => line != "## How it is known to be right")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        var listed = rows.SelectMany(row => row.Split('|')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(listed, Is.EquivalentTo(OperatorTable.Names));
    }
}
