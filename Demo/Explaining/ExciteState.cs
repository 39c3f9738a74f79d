using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What a person asks of what excites a channel, and what was found: kept for the panel that shows it.</summary>
internal sealed class ExciteState
{
    /// <summary>Whether the folder's pictures are shown, and not this session's.</summary>
    public bool OfFolder { get; set; }

    /// <summary>Whether a picture is made up too.</summary>
    public bool MakesUp { get; set; } = true;

    /// <summary>Whether frames are looked at while the panel is closed.</summary>
    public bool KeepsWatching { get; set; }

    /// <summary>Whether going through the folder was stopped.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Which noise a picture begins with.</summary>
    public int Seed { get; set; }

    /// <summary>The patches of what is shown; null while there are none.</summary>
    public PatchBoard? Board { get; set; }

    /// <summary>How many of the folder's pictures were looked at, of how many, and how many could not be read.</summary>
    public (int Done, int Of, int Unread) Folder { get; set; }

    /// <summary>What is wrong with the folder, a line; else empty.</summary>
    public string Fault { get; set; } = "";

    /// <summary>The picture that is made up; null before the first steps.</summary>
    public AscentAnswer? MadeUp { get; set; }

    /// <summary>Opens the panel in the place of what else is in the middle, or closes it.</summary>
    public static void Flip(Scene scene)
    {
        scene.Open.Flip(Panel.Excite);
        scene.Open[Panel.Why] = scene.Open[Panel.Zoom] = scene.Open[Panel.Table] = false;
    }
}
