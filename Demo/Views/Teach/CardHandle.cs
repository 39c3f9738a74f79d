using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>What a place of a class's card does.</summary>
internal enum CardPart
{
    /// <summary>Nothing; the wheel scrolls the cards.</summary>
    Whole,
    /// <summary>Begins to type another name.</summary>
    Name,
    /// <summary>Records while it is held.</summary>
    Record,
    /// <summary>Removes the class.</summary>
    Remove,
    /// <summary>The room of the small pictures; the wheel scrolls them.</summary>
    Pictures,
    /// <summary>From here on: deletes a frame, which the number less this is.</summary>
    Picture,
}

/// <summary>The mouse on the cards: A is the class, B the <see cref="CardPart"/>.</summary>
internal sealed class CardHandle(TeachState state, Scroll cards) : Handle
{
    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        if (spot.A >= state.Classes.Count)
            return;
        switch ((CardPart)spot.B)
        {
            case CardPart.Name:
                scene.State.Entry = new NameEntry(state.Classes[spot.A]);
                break;
            case CardPart.Record:
                state.BeginRecording(spot.A, app);
                break;
            case CardPart.Remove:
                state.Remove(spot.A);
                break;
            case >= CardPart.Picture:
                state.Delete(spot.A, spot.B - (int)CardPart.Picture);
                break;
        }
    }

    public override void Release(Scene scene, IAppActions app, in HotSpot spot)
    {
        if ((CardPart)spot.B == CardPart.Record)
            state.EndRecording();
    }

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches)
    {
        if ((CardPart)spot.B >= CardPart.Pictures && spot.A < state.Classes.Count && state.Classes[spot.A].Scroll.IsNeeded)
            state.Classes[spot.A].Scroll.Turn(notches);
        else
            cards.Turn(notches);
    }
}
