namespace Cnn.Gl;

/// <summary>A launch whose result only changes when one of some variables does.</summary>
/// <param name="launch">The launch.</param>
/// <param name="variables">The names of the variables; none where it depends on constants alone.</param>
internal sealed class Derivation(Launch launch, string[] variables)
{
    // Versions count from 1 and only grow, so their sum changes with any of them.
    private long _versions = -1;

    public Launch Launch => launch;

    /// <summary>Whether it must run again, now that the variables have these versions; it then counts as run.</summary>
    public bool IsDue(VariableSet set)
    {
        long versions = 0;
        foreach (string name in variables)
            versions += set.Version(name);
        if (versions == _versions)
            return false;
        _versions = versions;
        return true;
    }
}
