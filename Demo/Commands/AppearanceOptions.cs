using System.CommandLine;
using Cnn;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>How the window looks.</summary>
internal sealed class AppearanceOptions
{
    private readonly Option<string?> _theme = new("--theme") { Description = "dark or light" };

    /// <summary>What was asked for; null for what is remembered.</summary>
    internal readonly record struct Asked(Brightness? Brightness)
    {
        public Appearance Over(Appearance? remembered)
        {
            var look = Appearance.Usable(remembered);
            return look with { Brightness = Brightness ?? look.Brightness };
        }
    }

    public void AddTo(Command command) => command.Add(_theme);

    /// <exception cref="CnnException">A word is none of those there are.</exception>
    public Asked Read(ParseResult result) => new(result.GetValue(_theme) switch
    {
        null => null,
        "dark" => Brightness.Dark,
        "light" => Brightness.Light,
        { } other => throw new CnnException($"--theme is '{other}'; it is dark or light"),
    });
}
