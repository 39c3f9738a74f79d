using System.CommandLine;
using Cnn;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>How the window looks.</summary>
internal sealed class AppearanceOptions
{
    private static readonly string[] s_heats = [.. Appearance.Heats.Select(Palette.Name).Select(name => name.Replace('–', '-'))];

    private readonly Option<string?> _theme = new("--theme") { Description = "dark or light" };
    private readonly Option<string?> _heat = new("--heat")
    {
        Description = $"The colours of heat over pictures: {string.Join(", ", s_heats)}",
    };

    private readonly Option<float?> _scale = new("--scale") { Description = "How large everything is, 0.75 … 2 times what it usually is" };

    /// <summary>What was asked for; null for what is remembered.</summary>
    internal readonly record struct Asked(Brightness? Brightness, ColourMap? Heat, float? Scale)
    {
        public Appearance Over(Appearance? remembered)
        {
            var look = Appearance.Usable(remembered);
            return look with { Brightness = Brightness ?? look.Brightness, Heat = Heat ?? look.Heat, Scale = Scale ?? look.Scale };
        }
    }

    public void AddTo(Command command)
    {
        command.Add(_theme);
        command.Add(_heat);
        command.Add(_scale);
    }

    /// <exception cref="CnnException">A word is none of those there are.</exception>
    public Asked Read(ParseResult result) => new(
        result.GetValue(_theme) switch
        {
            null => null,
            "dark" => Brightness.Dark,
            "light" => Brightness.Light,
            { } other => throw new CnnException($"--theme is '{other}'; it is dark or light"),
        },
        result.GetValue(_heat) is not { } heat ? null
            : Array.IndexOf(s_heats, heat) is >= 0 and var index ? Appearance.Heats[index]
            : throw new CnnException($"--heat is '{heat}'; it is one of {string.Join(", ", s_heats)}"),
        result.GetValue(_scale) is null or (>= 0.75f and <= 2) ? result.GetValue(_scale)
            : throw new CnnException($"--scale is {result.GetValue(_scale)}; it is 0.75 … 2"));
}
