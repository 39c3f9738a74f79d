using Cnn;
using Cnn.Detection;
using Cnn.Preprocessing;

namespace Demo.Models;

/// <summary>How a picture becomes a model's input.</summary>
/// <param name="Node">The input.</param>
/// <param name="Recipe">What happens to the picture before.</param>
/// <param name="Guessed">Whether the recipe follows from the input's shape alone, or else from a sidecar.</param>
internal sealed record PictureInput(Node Node, Recipe Recipe, bool Guessed)
{
    /// <summary>The picture's height in pixels.</summary>
    public int Height => Node.Shape[Recipe.Layout == ChannelLayout.Nhwc ? 1 : 2];

    /// <summary>Its width.</summary>
    public int Width => Node.Shape[Recipe.Layout == ChannelLayout.Nhwc ? 2 : 3];

    /// <summary>Finds the recipe of a model: from its sidecar or its shape, and from flags.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="graph">The model.</param>
    /// <param name="flags">Fields that replace the recipe's: see <see cref="RecipeFile.Override"/>.</param>
    /// <exception cref="CnnException">The model takes no picture, or the recipe makes no sense; says which and why.</exception>
    public static PictureInput Of(string file, Graph graph, IReadOnlyList<(string Field, string Text)> flags)
    {
        if (graph.Inputs.Length != 1)
            throw new CnnException($"{file} has {graph.Inputs.Length} inputs; a network that takes one picture is needed");
        var input = graph.Inputs[0];
        if (WhyNot(input) is { } why)
            throw new CnnException($"{file}: the input '{input.Name}' is {input.Shape}{why}");
        var (recipe, guessed) = RecipeFile.For(file, input.Shape, flags, Refined);
        return new PictureInput(input, recipe, guessed);

        // A detector's outputs say what picture it is likeliest to want.
        Recipe Refined(Recipe guess)
        {
            var picture = new PictureInput(input, guess, Guessed: true);
            return picture.DecoderOf(file, graph.Outputs, asked: false) is { } decoder ? DetectorPictures.For(guess, decoder) : guess;
        }
    }

    /// <summary>What makes boxes or points of the outputs; null if nothing does.</summary>
    /// <param name="file">The model's name, for errors.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="asked">Whether a person says that there are such.</param>
    /// <exception cref="CnnException">The decoder that the recipe names does not fit.</exception>
    public Decoder? DecoderOf(string file, IEnumerable<Node> outputs, bool asked)
    {
        try
        {
            return Decoders.Find(new DetectorModel([.. outputs], Height, Width, Recipe.Labels.Length, Recipe.Decoding), asked);
        }
        catch (CnnException e)
        {
            throw new CnnException($"{file}: {e.Message}", e);
        }
    }

    private static string? WhyNot(Node input)
    {
        const string needed = "a picture of 1 or 3 channels is needed, [1,C,H,W] or [1,H,W,C]";
        var shape = input.Shape;
        if (input.Type != DataType.Float32)
            return $" of {input.Type}; pictures become Float32";
        if (shape.Rank != 4)
            return $", which has {shape.Rank} axes{(shape.Rank == 5 ? " (a volume or a film)" : "")}; {needed}";
        if (shape[1] is not (1 or 3) && shape[3] is not (1 or 3))
            return $", which has {Math.Min(shape[1], shape[3])} channels; {needed}";
        return shape[0] == 1 ? null : $", a batch of {shape[0]}; one picture at a time is shown";
    }
}
