namespace Cnn.Backends;

/// <summary>What every session checks of a value that is written to an input.</summary>
internal static class InputChecks
{
    /// <exception cref="CnnException">Not an input of this graph, or type or shape do not fit.</exception>
    public static void Require(Graph graph, Node input, Tensor value)
    {
        if (input.Op is not Input || !graph.Inputs.Contains(input))
            throw new CnnException($"node '{input.Name}' ({input.Op.Name}) is not an input of this graph");
        if (value.Type != input.Type)
            throw new CnnException($"input '{input.Name}' takes {input.Type}; {value.Type} was written");
        bool front = input.Shape.Rank == 1 && value.Shape.Rank == 1 && value.Count < input.Shape.Count;
        if (value.Shape != input.Shape && !front)
            throw new CnnException($"input '{input.Name}' takes shape {input.Shape}; {value.Shape} was written");
    }

    /// <exception cref="CnnException">Not an Int32 input of rank 1 of this graph, or it is shorter.</exception>
    public static void RequireFront(Graph graph, Node input, int count)
    {
        if (input.Op is not Input || !graph.Inputs.Contains(input) || input.Type != DataType.Int32 || input.Shape.Rank != 1)
            throw new CnnException($"node '{input.Name}' ({input.Op.Name}) is not an Int32 input of rank 1 of this graph");
        if (count < 0 || count > input.Shape.Count)
            throw new CnnException($"input '{input.Name}' takes {input.Shape.Count} elements; {count} were to be copied");
    }
}
