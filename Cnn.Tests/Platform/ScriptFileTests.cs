using System.Diagnostics;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

public class ScriptFileTests
{
    // A house whose tools/setup.sh only says that it was found.
    [TestCase("run.sh")]
    [TestCase("test.sh")]
    public void A_script_that_is_called_through_a_link_finds_its_house(string script)
    {
        string folder = Directory.CreateTempSubdirectory("house").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "house", "tools"));
            File.Copy(ArchitectureTests.PathOf(script), Path.Combine(folder, "house", script));
            File.WriteAllText(Path.Combine(folder, "house", "tools", "setup.sh"), "echo found; exit 0\n");
            string link = Path.Combine(folder, "link");
            File.CreateSymbolicLink(link, Path.Combine("house", script));
            using var process = Process.Start(new ProcessStartInfo("bash", [link]) { RedirectStandardOutput = true })!;
            Assert.That(process.StandardOutput.ReadToEnd(), Is.EqualTo("found\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
