using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Explains one kind of layer: pictures of the numbers that a value is made of, a line that adds them up, a sentence.</summary>
/// <param name="terms">The numbers.</param>
internal abstract class LayerLesson(Terms terms)
{
    /// <summary>What the value is made of.</summary>
    public Terms Terms => terms;

    /// <summary>Under which key the sentence stands in the files of languages.</summary>
    public abstract string KeyOf(in Unit unit);

    /// <summary>Draws the pictures; <see cref="Terms"/> has taken the value apart.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="unit">The value.</param>
    /// <param name="room">Where.</param>
    /// <param name="scale">Framebuffer pixels per logical pixel.</param>
    public abstract void Draw(Scene scene, in Unit unit, in Rect room, float scale);

    /// <summary>Writes the line that adds the numbers up.</summary>
    public abstract void Total(Scene scene, in Unit unit, in Rect line);
}
