using System.Numerics;
using Cnn;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>A place of one of several things; a click chooses it or lets it go.</summary>
/// <param name="placeOf">The value by which a thing was found; null where that is not known.</param>
/// <param name="isKnown">Whether a thing is there or may come back.</param>
/// <param name="unknown">What is said where it is not known how a thing was found.</param>
internal sealed class ThingHandle(Func<int, ValuePlace?> placeOf, Func<int, bool> isKnown, string unknown) : Handle
{
    /// <summary>What a click does, one sentence.</summary>
    public const string Tip = "Click to see the map that it was found in, the cell, and what that depends on.";

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        var choice = new ThingChoice(scene);
        if (choice.At(this) == spot.A)
            choice.LetGo();
        else if (placeOf(spot.A) is { } place && scene.Network.CellOf(place) is { } cell)
            choice.Choose(this, spot.A, place, cell);
        else
            app.Say(unknown);
    }

    /// <summary>Once a frame: the chosen thing may have moved, or is gone.</summary>
    /// <returns>The chosen one; null for none.</returns>
    public int? Follow(Scene scene)
    {
        var choice = new ThingChoice(scene);
        if (choice.At(this) is not { } id)
            return null;
        if (isKnown(id))
            choice.Follow(placeOf(id));
        else
            choice.LetGo();
        return choice.At(this);
    }
}
