using System.ComponentModel;
using System.Globalization;
using Cnn;

namespace Demo.Sources;

/// <summary>The cameras of this machine: asked of the kernel on Linux, of ffmpeg elsewhere.</summary>
internal static class Cameras
{
    /// <summary>Lists them, in the order of their numbers; empty where there is none or nobody to ask. Never throws.</summary>
    public static IReadOnlyList<Camera> List()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Video4Linux.List()
                : OperatingSystem.IsWindows() ? FfmpegCameras.DirectShow()
                : OperatingSystem.IsMacOS() ? FfmpegCameras.AvFoundation() : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CnnException or Win32Exception)
        {
            return [];
        }
    }

    /// <summary>The camera that a person means.</summary>
    /// <param name="which">A number, a device file, or a part of the name; empty: the first.</param>
    /// <exception cref="CnnException">There is none like that; the message says what there is.</exception>
    public static Camera Find(string which) => Find(which, List());

    internal static Camera Find(string which, IReadOnlyList<Camera> cameras)
    {
        var found = which.Length == 0 ? cameras.FirstOrDefault(c => c.Problem is null) ?? (cameras.Count > 0 ? cameras[0] : null)
            : int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? cameras.FirstOrDefault(c => c.Number == number)
            : cameras.FirstOrDefault(c => c.Device == which)
              ?? cameras.FirstOrDefault(c => c.Name.Contains(which, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            return found;
        string wanted = which.Length == 0 ? "there is no camera" : $"there is no camera '{which}'";
        throw new CnnException(cameras.Count == 0 ? $"{wanted}; plug one in, or look at --source test"
            : $"{wanted}; there is {string.Join(", ", cameras.Select(c => $"camera:{c.Number} ({c.Name})"))}");
    }
}
