using System.Collections.Immutable;
using Cnn;
using Cnn.Models;

namespace Demo.Models;

/// <summary>Opens models that leave the size of their picture open, the same way for all verbs that show or try one.</summary>
internal static class OpenSizes
{
    // What most image networks were trained with.
    private const int Assumed = 224;

    /// <summary>The model with its shapes; every length that is open and not given is assumed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="given">What a person gave.</param>
    /// <param name="note">Says that a length was assumed, and how to choose another; else empty.</param>
    /// <exception cref="CnnException">The model cannot be bound so.</exception>
    public static Graph Bind(ModelFile model, BindOptions? given, out string note)
    {
        given ??= new BindOptions();
        string[] open = [.. model.Inputs.Where(input => !given.Shapes.ContainsKey(input.Name)).SelectMany(input => OpenAxes(input, given))];
        note = open.Length == 0 ? ""
            : $"{model.File} leaves {string.Join(" and ", open)} open; {Assumed} is assumed, --dim and --shape say otherwise";
        return model.Bind(given with { OpenLength = Assumed });
    }

    // A first axis is a batch, of one.
    private static IEnumerable<string> OpenAxes(ModelValue input, BindOptions given) =>
        (input.Dims ?? ImmutableArray<ModelDim>.Empty).Select((dim, axis) => (dim, axis))
            .Where(d => d.axis > 0 && d.dim.Length is null && !(d.dim.Symbol is { } symbol && given.Dims.ContainsKey(symbol)))
            .Select(d => Printable.Of(d.dim.Symbol is { } symbol ? $"'{symbol}'" : $"axis {d.axis} of '{input.Name}'")).Distinct();
}
