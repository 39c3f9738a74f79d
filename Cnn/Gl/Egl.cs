using System.Runtime.InteropServices;

namespace Cnn.Gl;

/// <summary>The few EGL calls that open a context without a window. Constants are those of egl.h and eglext.h.</summary>
internal static partial class Egl
{
    private const string Library = "libEGL.so.1";

    public const uint PlatformSurfacelessMesa = 0x31DD;
    public const uint PlatformDeviceExt = 0x313F;
    public const uint OpenGlApi = 0x30A2;
    public const int None = 0x3038;
    public const int Extensions = 0x3055;
    public const int BadAccess = 0x3002;
    public const int SurfaceType = 0x3033;
    public const int RenderableType = 0x3040;
    public const int OpenGlBit = 0x0008;
    public const int ContextMajorVersion = 0x3098;
    public const int ContextMinorVersion = 0x30FB;
    public const int ContextProfileMask = 0x30FD;
    public const int CoreProfileBit = 0x00000001;

    [LibraryImport(Library, EntryPoint = "eglGetPlatformDisplay")]
    public static partial nint GetPlatformDisplay(uint platform, nint nativeDisplay, nint attributes);

    [LibraryImport(Library, EntryPoint = "eglInitialize")]
    public static partial int Initialize(nint display, out int major, out int minor);

    [LibraryImport(Library, EntryPoint = "eglBindAPI")]
    public static partial int BindApi(uint api);

    [LibraryImport(Library, EntryPoint = "eglChooseConfig")]
    public static partial int ChooseConfig(nint display, ReadOnlySpan<int> attributes, out nint config, int size, out int count);

    [LibraryImport(Library, EntryPoint = "eglCreateContext")]
    public static partial nint CreateContext(nint display, nint config, nint share, ReadOnlySpan<int> attributes);

    [LibraryImport(Library, EntryPoint = "eglMakeCurrent")]
    public static partial int MakeCurrent(nint display, nint draw, nint read, nint context);

    [LibraryImport(Library, EntryPoint = "eglGetCurrentContext")]
    public static partial nint GetCurrentContext();

    [LibraryImport(Library, EntryPoint = "eglDestroyContext")]
    public static partial int DestroyContext(nint display, nint context);

    [LibraryImport(Library, EntryPoint = "eglGetError")]
    public static partial int GetError();

    [LibraryImport(Library, EntryPoint = "eglGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);
}
