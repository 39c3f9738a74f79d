namespace Cnn.Gl;

/// <summary>A device's copy of a variable.</summary>
internal sealed class DeviceVariable(string name, GlTensor tensor)
{
    public string Name => name;

    public GlTensor Tensor => tensor;

    /// <summary>The version of the set's value that it was uploaded from, published as, or changed from by updates.</summary>
    public long Version { get; set; }

    /// <summary>How often it was changed, by an upload or an update.</summary>
    public long Changes { get; set; }

    /// <summary>Up to which change the set knows it.</summary>
    public long Known { get; set; }

    /// <summary>Whether updates have made it newer than what the set has.</summary>
    public bool IsNewer => Known < Changes;
}
