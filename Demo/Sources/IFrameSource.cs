namespace Demo.Sources;

/// <summary>What a source can do when it is asked.</summary>
[Flags]
internal enum SourceAbilities
{
    None = 0,

    /// <summary>It stands still itself, and goes on where it was; of others frames are just not taken.</summary>
    Hold = 1,

    /// <summary>While it is held it goes on by one frame.</summary>
    Step = 2,

    /// <summary>It goes on at another place.</summary>
    Wind = 4,

    /// <summary>Left and right can be exchanged.</summary>
    Mirror = 8,
}

/// <summary>Where frames come from. A source says what it can do; what it cannot do it leaves as it is here.</summary>
internal interface IFrameSource : IDisposable
{
    /// <summary>For people: <c>canvas</c>, <c>parrot.jpg 640 × 480</c>.</summary>
    string Name { get; }

    /// <summary>What the window calls a source of this kind: <c>Picture</c>, <c>Video</c>, <c>Camera</c>.</summary>
    string Title { get; }

    /// <summary>Whether frames keep coming by themselves, so that <c>--frames</c> counts them.</summary>
    bool Moves { get; }

    /// <summary>Whether it shows what is now: it is closed while nobody looks, and opened again.</summary>
    bool IsLive => false;

    /// <summary>Whether a person draws on it: then they see it at once, also while frames are held.</summary>
    bool IsDrawnOn => false;

    SourceAbilities Can => SourceAbilities.None;

    /// <summary>How long it is, zero if that is not known; null for what has no beginning. A frame says its place in it.</summary>
    TimeSpan? Length => null;

    /// <summary>What is wrong now, for people; null while frames come. It is tried again by itself.</summary>
    string? Fault => null;

    /// <summary>Whether it stands still.</summary>
    bool Held
    {
        get => false;
        set { }
    }

    /// <summary>Whether left and right are exchanged, from the next frame on.</summary>
    bool Mirrored
    {
        get => false;
        set { }
    }

    /// <summary>While held, shows the next frame.</summary>
    void StepOnce() { }

    /// <summary>Goes on at another place.</summary>
    /// <param name="by">How far from the current one.</param>
    void Wind(TimeSpan by) { }

    /// <summary>Gives the newest frame that was not taken yet; false when there is none. Never blocks.</summary>
    bool TryTake(out Frame newest);

    /// <summary>Gives the newest frame once more at the next TryTake: somebody new is looking.</summary>
    void Renew();
}
