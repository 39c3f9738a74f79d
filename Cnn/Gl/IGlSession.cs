using Cnn.Backends;

namespace Cnn.Gl;

/// <summary>A session whose activations lie in GL objects of the current context and can be drawn from there.</summary>
public interface IGlSession : ISession
{
    /// <summary>
    /// Where the node's value of the last complete run lies, also while the next run is under way. A run that takes several
    /// steps keeps a copy of what was asked for since the run before it began; of other nodes there is nothing to show until
    /// it is complete. Of an Input or a Variable, what was written last.
    /// </summary>
    /// <returns>The place, to be asked for again each frame; null before the first complete run, and during a run of
    /// several steps for a node that nobody asked for before.</returns>
    /// <exception cref="CnnException">The node is not in the graph or was not watched.</exception>
    GlView? ViewOf(Node node);

    /// <summary>
    /// Sets the front of an Int32 input of rank 1 from a GL buffer of this context, copied on the device: pixels that are there
    /// already for the screen are not sent again.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="buffer">The GL buffer's name.</param>
    /// <param name="count">How many 32-bit elements are copied; the rest of the input stays.</param>
    /// <exception cref="CnnException">Not such an input of this graph, or it is shorter.</exception>
    void Write(Node input, uint buffer, int count);

    /// <summary>
    /// Whether no run is under way and the device has done all of the last one: <see cref="ISession.Step"/> then begins a run
    /// without waiting. Does not wait.
    /// </summary>
    bool IsIdle { get; }
}
