using Cnn.Backends;

namespace Demo.Engines;

/// <summary>An engine whose runs can be held to the reference: it begins no other while one is copied.</summary>
internal interface IComparedEngine : IEngine
{
    /// <summary>Whether a run is under way.</summary>
    bool IsRunning { get; }

    /// <summary>Whether no run begins meanwhile: the last one's values are being copied.</summary>
    bool Held { get; set; }

    /// <summary>Keeps what the next run sees, and holds when that run is complete; null: not any more.</summary>
    FrameInputs? HoldAfterNext { get; set; }

    /// <summary>The session, once it is compiled; only while no run is under way.</summary>
    ISession? Session { get; }
}
