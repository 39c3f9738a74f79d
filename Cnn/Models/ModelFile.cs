using System.Collections.Immutable;

namespace Cnn.Models;

/// <summary>
/// A model file that was read and checked, whatever its format: its inputs with axes that may still be open, its weights, its
/// nodes. <see cref="Bind"/> turns it into a graph with concrete shapes, as often as one likes; the weights are shared.
/// </summary>
public abstract class ModelFile
{
    private protected ModelFile(string file, ModelLimits limits)
    {
        File = file;
        Limits = limits;
    }

    /// <summary>The file's name, as it was given.</summary>
    public string File { get; }

    /// <summary>For people: the format and its version.</summary>
    public abstract string Format { get; }

    /// <summary>The program that wrote the file, as it calls itself; may be empty.</summary>
    public string Producer { get; internal init; } = "";

    /// <summary>The inputs that a run needs, without those that have an initial value in the file (these are weights).</summary>
    public ImmutableArray<ModelValue> Inputs { get; internal init; }

    /// <summary>The weights, by the names that they have in the file; every graph that is bound shares them.</summary>
    public VariableSet Variables { get; } = new();

    /// <summary>What is odd but no error: weights that are no numbers, precision that is not kept.</summary>
    public ImmutableArray<string> Warnings { get; internal init; }

    /// <summary>The number of nodes in the file.</summary>
    public abstract int NodeCount { get; }

    internal ModelLimits Limits { get; }

    /// <summary>Whether an input may get another length than the file says, where the network goes with it.</summary>
    internal virtual bool LengthsMayChange => false;

    /// <summary>Makes a graph with concrete shapes, whose inputs and outputs are named as in the file.</summary>
    /// <exception cref="ValueNeededException">The value of an input decides a shape and was not given.</exception>
    /// <exception cref="ModelException">An open axis was not given, or an operator's inputs do not fit.</exception>
    public Graph Bind(BindOptions? options = null) => BindWithReport(options).Graph;

    /// <summary>As <see cref="Bind"/>, and says besides which node yields which of the file's values.</summary>
    /// <inheritdoc cref="Bind" path="/exception"/>
    public abstract ModelBinding BindWithReport(BindOptions? options = null);
}
