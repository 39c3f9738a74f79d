using System.Reflection;
using System.Runtime.InteropServices;
using Cnn;

namespace Demo.Platform.Glfw;

/// <summary>
/// The functions of GLFW 3.3 that the window needs, with GLFW's own names and numbers: https://www.glfw.org/docs/3.3/.
/// All of them belong to the main thread.
/// </summary>
internal static unsafe partial class Glfw
{
    private const string Library = "glfw3";

    // GLFW/glfw3.h
    public const int Press = 1;
    public const int Release = 0;
    public const int False = 0;
    public const int DontCare = -1;
    public const int Visible = 0x00020004;
    public const int ScaleToMonitor = 0x0002200C;
    public const int ContextVersionMajor = 0x00022002;
    public const int ContextVersionMinor = 0x00022003;
    public const int OpenGlForwardCompatible = 0x00022006;
    public const int OpenGlProfile = 0x00022008;
    public const int OpenGlCoreProfile = 0x00032001;

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Finds and starts the library.</summary>
    /// <exception cref="CnnException">It is not installed, or there is no display.</exception>
    public static void Start()
    {
        _ = Handle.Value;
        if (Init() == 0)
            throw new CnnException($"no window can be opened: {LastError()}");
    }

    /// <summary>The text of the last error and no more of it.</summary>
    public static string LastError()
    {
        _ = GetError(out nint text);
        return Marshal.PtrToStringUTF8(text) ?? "GLFW gives no reason";
    }

    private static nint Load()
    {
        string[] names = OperatingSystem.IsWindows() ? ["glfw3.dll"]
            : OperatingSystem.IsMacOS() ? ["libglfw.3.dylib", "/opt/homebrew/lib/libglfw.3.dylib", "/usr/local/lib/libglfw.3.dylib"]
            : ["libglfw.so.3"];
        string install = OperatingSystem.IsWindows() ? "put glfw3.dll (64-bit, from https://www.glfw.org) beside the program"
            : OperatingSystem.IsMacOS() ? "brew install glfw"
            : "apt-get install libglfw3";
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out nint handle))
            {
                NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (library, _, _) => library == Library ? handle : 0);
                return handle;
            }
        }
        throw new CnnException($"the window library GLFW ({names[0]}) is missing: {install}");
    }

    [LibraryImport(Library, EntryPoint = "glfwInit")]
    private static partial int Init();

    [LibraryImport(Library, EntryPoint = "glfwGetError")]
    private static partial int GetError(out nint description);

    [LibraryImport(Library, EntryPoint = "glfwDefaultWindowHints")]
    public static partial void DefaultWindowHints();

    [LibraryImport(Library, EntryPoint = "glfwWindowHint")]
    public static partial void WindowHint(int hint, int value);

    [LibraryImport(Library, EntryPoint = "glfwCreateWindow", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(Library, EntryPoint = "glfwDestroyWindow")]
    public static partial void DestroyWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwMakeContextCurrent")]
    public static partial void MakeContextCurrent(nint window);

    [LibraryImport(Library, EntryPoint = "glfwGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);

    [LibraryImport(Library, EntryPoint = "glfwSwapInterval")]
    public static partial void SwapInterval(int interval);

    [LibraryImport(Library, EntryPoint = "glfwSwapBuffers")]
    public static partial void SwapBuffers(nint window);

    [LibraryImport(Library, EntryPoint = "glfwPollEvents")]
    public static partial void PollEvents();

    [LibraryImport(Library, EntryPoint = "glfwSetWindowTitle", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetWindowTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowSize")]
    public static partial void GetWindowSize(nint window, out int width, out int height);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSize")]
    public static partial void SetWindowSize(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSizeLimits")]
    public static partial void SetWindowSizeLimits(nint window, int minWidth, int minHeight, int maxWidth, int maxHeight);

    [LibraryImport(Library, EntryPoint = "glfwGetFramebufferSize")]
    public static partial void GetFramebufferSize(nint window, out int width, out int height);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowContentScale")]
    public static partial void GetWindowContentScale(nint window, out float x, out float y);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSizeCallback")]
    public static partial nint SetWindowSizeCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetFramebufferSizeCallback")]
    public static partial nint SetFramebufferSizeCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowRefreshCallback")]
    public static partial nint SetWindowRefreshCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowCloseCallback")]
    public static partial nint SetWindowCloseCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowFocusCallback")]
    public static partial nint SetWindowFocusCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, void> callback);

    /// <summary>The clipboard's text, 0 where it has none; of the window's thread, until its next call.</summary>
    [LibraryImport(Library, EntryPoint = "glfwGetClipboardString")]
    public static partial nint GetClipboardString(nint window);

    [LibraryImport(Library, EntryPoint = "glfwSetKeyCallback")]
    public static partial nint SetKeyCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetCharCallback")]
    public static partial nint SetCharCallback(nint window, delegate* unmanaged[Cdecl]<nint, uint, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetMouseButtonCallback")]
    public static partial nint SetMouseButtonCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetCursorPosCallback")]
    public static partial nint SetCursorPosCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetScrollCallback")]
    public static partial nint SetScrollCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetDropCallback")]
    public static partial nint SetDropCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, nint*, void> callback);
}
