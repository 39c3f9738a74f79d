namespace Cnn.Gl;

/// <summary>A launch whose result only changes when one of some variables does.</summary>
/// <param name="launch">The launch.</param>
/// <param name="variables">The names of the variables; none where it depends on constants alone.</param>
internal sealed class Derivation(Launch launch, string[] variables)
{
    // Changes count from 1 and only grow, so their sum changes with any of them.
    private long _changes = -1;

    public Launch Launch => launch;

    /// <summary>Whether it must run again, the variables having changed so often; it then counts as run.</summary>
    public bool IsDue(GlVariables device)
    {
        long changes = 0;
        foreach (string name in variables)
            changes += device.ChangesOf(name);
        if (changes == _changes)
            return false;
        _changes = changes;
        return true;
    }
}
