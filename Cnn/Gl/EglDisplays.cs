using System.Runtime.InteropServices;

namespace Cnn.Gl;

/// <summary>
/// The displays that EGL offers without a window, in the order to try them: graphics cards, then Mesa's surfaceless platform.
/// Some of NVIDIA's drivers know only the former; the latter may be a software renderer beside an idle card.
/// </summary>
internal static unsafe class EglDisplays
{
    private const int MostDevices = 32;

    private const string Software = "EGL_MESA_device_software";

    /// <summary>Displays that could be had; they are not initialised, which may still fail.</summary>
    public static IEnumerable<nint> All() =>
        Devices().Where(device => !Extensions(device).Contains(Software))
            .Select(OfDevice)
            .Append(Egl.GetPlatformDisplay(Egl.PlatformSurfacelessMesa, 0, 0))
            .Where(display => display != 0);

    /// <summary>The display of one device; 0 if it has none.</summary>
    public static nint OfDevice(nint device) => Egl.GetPlatformDisplay(Egl.PlatformDeviceExt, device, 0);

    /// <summary>Cards and software renderers (EGL_EXT_device_enumeration); none where EGL cannot list them.</summary>
    public static IReadOnlyList<nint> Devices()
    {
        var query = (delegate* unmanaged<int, nint*, int*, uint>)Egl.GetProcAddress("eglQueryDevicesEXT");
        nint* devices = stackalloc nint[MostDevices];
        int count = 0;
        return query != null && query(MostDevices, devices, &count) != 0 ? new Span<nint>(devices, count).ToArray() : [];
    }

    private static string[] Extensions(nint device)
    {
        var query = (delegate* unmanaged<nint, int, nint>)Egl.GetProcAddress("eglQueryDeviceStringEXT");
        nint text = query == null ? 0 : query(device, Egl.Extensions);
        return Marshal.PtrToStringUTF8(text)?.Split(' ') ?? [];
    }
}
