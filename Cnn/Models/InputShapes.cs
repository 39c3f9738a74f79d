namespace Cnn.Models;

/// <summary>Gives every graph input a concrete shape: from whole shapes, from values, from named axes, in this order.</summary>
internal sealed class InputShapes(ModelFile model, BindOptions options)
{
    private readonly Dictionary<string, (int Length, string Why)> _symbols = [];

    /// <exception cref="ModelException">A given shape does not fit the file, or an axis stays open.</exception>
    public Dictionary<string, Shape> Resolve()
    {
        foreach (string name in options.Shapes.Keys.Concat(options.Values.Keys))
            if (!model.Inputs.Any(i => i.Name == name))
                throw new ModelException(model.File, name,
                    $"there is no input {ModelException.Quote(name)}; there {(model.Inputs.Length == 1 ? "is" : "are")} "
                        + $"{string.Join(", ", model.Inputs.Select(i => ModelException.Quote(i.Name)))}");
        foreach (var (symbol, length) in options.Dims)
        {
            if (!model.Inputs.Any(i => i.Dims is { } dims && dims.Any(d => d.Symbol == symbol)))
                throw new ModelException(model.File, symbol, $"no input has an axis called {ModelException.Quote(symbol)}");
            if (length < 1)
                throw new ModelException(model.File, symbol, $"axis {ModelException.Quote(symbol)} cannot have the length {length}");
            _symbols[symbol] = (length, "the given length");
        }
        var shapes = new Dictionary<string, Shape>();
        foreach (var input in model.Inputs)
            if (Given(input.Name) is { } shape)
            {
                RequireFits(input, shape);
                shapes[input.Name] = shape;
            }
        var open = new List<string>();
        foreach (var input in model.Inputs)
            if (!shapes.ContainsKey(input.Name))
                shapes[input.Name] = FromDims(input, open);
        return open.Count == 0
            ? shapes
            : throw new ModelException(model.File, null, $"the file leaves lengths open that must be chosen: {string.Join("; ", open)}");
    }

    private Shape? Given(string name) => options.Values.TryGetValue(name, out var value) ? value.Shape
        : options.Shapes.TryGetValue(name, out var shape) ? shape : null;

    private void RequireFits(ModelValue input, Shape shape)
    {
        if (input.Dims is not { } dims)
            return;
        ModelException Error(string message) => new(model.File, input.Name, $"input {input} was given shape {shape}: {message}");
        if (dims.Length != shape.Rank)
            throw Error($"{dims.Length} axes are needed, not {shape.Rank}");
        for (int axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis].Length is { } length && length != shape[axis] && !(axis > 0 && model.LengthsMayChange))
                throw Error($"axis {axis} has the fixed length {length}, not {shape[axis]}");
            if (dims[axis].Symbol is not { } symbol)
                continue;
            if (_symbols.TryGetValue(symbol, out var known) && known.Length != shape[axis])
                throw Error($"axis {ModelException.Quote(symbol)} is {shape[axis]}, but {known.Length} by {known.Why}");
            _symbols[symbol] = (shape[axis], $"input {ModelException.Quote(input.Name)}");
        }
    }

    private Shape FromDims(ModelValue input, List<string> open)
    {
        if (input.Dims is not { } dims)
        {
            open.Add($"the shape of input {ModelException.Quote(input.Name)}");
            return Shape.Scalar;
        }
        if (dims.Length > Shape.MaxRank)
            throw new ModelException(model.File, input.Name,
                $"input {input} has {dims.Length} axes; at most {Shape.MaxRank} are supported");
        var lengths = new int[dims.Length];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis].Length is { } length)
                lengths[axis] = length;
            else if (dims[axis].Symbol is { } symbol && _symbols.TryGetValue(symbol, out var known))
                lengths[axis] = known.Length;
            else if (axis == 0)
                lengths[axis] = 1;
            else if (options.OpenLength is { } assumed)
                lengths[axis] = assumed;
            else
                open.Add($"axis {axis} of input {input}");
        }
        try
        {
            return new Shape(lengths);
        }
        catch (CnnException e)
        {
            throw new ModelException(model.File, input.Name, $"input {input}: {e.Message}", e);
        }
    }
}
