using Demo.Platform;

namespace Demo.Ui;

/// <summary>A field that a person types in: keys go to it first, until it is left (<see cref="UiState.Entry"/>).</summary>
internal abstract class TextEntry
{
    /// <summary>Takes a key; false for one that means nothing in the field and does what it always does.</summary>
    public abstract bool Take(Scene scene, IAppActions app, Chord key);

    /// <summary>What ends when the key comes up that was taken last; null for nothing.</summary>
    public Action<Scene, IAppActions>? Held { get; protected set; }

    /// <summary>Takes a character that the keyboard's layout makes of keys; they came to <see cref="Take"/> before.</summary>
    public virtual void Type(char character) { }

    /// <summary>The person goes elsewhere: what was typed counts.</summary>
    public abstract void Leave(Scene scene, IAppActions app);
}
