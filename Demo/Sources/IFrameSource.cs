namespace Demo.Sources;

/// <summary>Where frames come from.</summary>
internal interface IFrameSource : IDisposable
{
    /// <summary>For people: <c>canvas</c>, <c>parrot.jpg 640 × 480</c>.</summary>
    string Name { get; }

    /// <summary>Whether frames keep coming by themselves, so that <c>--frames</c> counts them.</summary>
    bool Moves { get; }

    /// <summary>Gives the newest frame that was not taken yet; false when there is none. Never blocks.</summary>
    bool TryTake(out Frame newest);

    /// <summary>Gives the newest frame once more at the next TryTake: somebody new is looking.</summary>
    void Renew();
}
