using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Demo.Sources;

/// <summary>
/// Asks Linux's video devices what they are and what they offer. Requests and structures are those of
/// linux/videodev2.h; a structure is an array of 32-bit words here, with its fields' places as constants.
/// <see href="https://docs.kernel.org/userspace-api/media/v4l/v4l2.html"/>
/// </summary>
internal static partial class Video4Linux
{
    private const string Known = "/sys/class/video4linux";
    private const int ReadWrite = 2, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int NotPermitted = 1, NoEntry = 2, NoAccess = 13, IsBusy = 16;

    // ioctl requests: direction, size of the structure in bytes, 'V', number.
    private const uint QueryCapabilities = 0x80685600, EnumerateFormats = 0xC0405602;
    private const uint EnumerateSizes = 0xC02C564A, EnumerateIntervals = 0xC034564B;
    private const uint CaptureCapability = 0x1, DeviceCapabilitiesAreValid = 0x80000000;
    private const uint CaptureBuffers = 1, Discrete = 1;

    // Drivers end their lists with an error; a driver that never does is left after so many entries.
    private const int MostEntries = 100;

    // What is listed of a range of rates.
    private static readonly double[] s_usualRates = [60, 50, 30, 25, 20, 15, 10, 5];

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, Span<uint> structure);

    /// <summary>All devices that capture pictures, by number.</summary>
    public static IReadOnlyList<Camera> List() => Directory.Exists(Known)
        ? [.. Directory.GetDirectories(Known).Select(Number).OfType<int>().Order().Select(Ask).OfType<Camera>()]
        : [];

    // Of video2 its 2; null for devices of other kinds, such as vbi0.
    private static int? Number(string path) =>
        Path.GetFileName(path) is var name && name.StartsWith("video", StringComparison.Ordinal)
        && int.TryParse(name["video".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    // Null for a device that captures nothing: an output, or the second device that many cameras have for other data.
    private static Camera? Ask(int number)
    {
        string device = $"/dev/video{number}", about = $"{Known}/video{number}";
        int file = Open(device, ReadWrite | NonBlocking | CloseOnExec);
        if (file < 0)
        {
            string? problem = Problem(Marshal.GetLastPInvokeError(), device);
            return problem is null || ReadLine($"{about}/index") is not (null or "0") ? null
                : new Camera(number, ReadLine($"{about}/name") ?? device, device, []) { Problem = problem };
        }
        try
        {
            Span<uint> capability = stackalloc uint[26];
            if (Control(file, QueryCapabilities, capability) < 0)
                return null;
            uint capabilities = (capability[21] & DeviceCapabilitiesAreValid) != 0 ? capability[22] : capability[21];
            return (capabilities & CaptureCapability) == 0 ? null : new Camera(number, Text(capability[4..12]), device, Modes(file));
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static List<CameraMode> Modes(int file)
    {
        var modes = new List<CameraMode>();
        Span<uint> format = stackalloc uint[16], size = stackalloc uint[11];
        for (uint i = 0; i < MostEntries; i++)
        {
            format.Clear();
            (format[0], format[1]) = (i, CaptureBuffers);
            if (Control(file, EnumerateFormats, format) < 0)
                break;
            uint pixels = format[11];
            for (uint k = 0; k < MostEntries; k++)
            {
                size.Clear();
                (size[0], size[1]) = (k, pixels);
                if (Control(file, EnumerateSizes, size) < 0)
                    break;
                bool discrete = size[2] == Discrete;
                // A range: the smallest, largest and step of width and height; of all of it the size nearest to 640×480.
                uint width = discrete ? size[3] : Within(640, size[3], size[4], size[5]);
                uint height = discrete ? size[4] : Within(480, size[6], size[7], size[8]);
                modes.Add(new CameraMode(Text([pixels]), (int)width, (int)height, Rates(file, pixels, width, height)));
                if (!discrete)
                    break;
            }
        }
        return modes;
    }

    private static List<double> Rates(int file, uint pixels, uint width, uint height)
    {
        var rates = new List<double>();
        Span<uint> interval = stackalloc uint[13];
        for (uint i = 0; i < MostEntries; i++)
        {
            interval.Clear();
            (interval[0], interval[1], interval[2], interval[3]) = (i, pixels, width, height);
            if (Control(file, EnumerateIntervals, interval) < 0)
                break;
            // Seconds for a frame, as a fraction; of a range, the shortest and the longest.
            double fastest = PerSecond(interval[5], interval[6]);
            rates.Add(fastest);
            if (interval[4] == Discrete)
                continue;
            double slowest = PerSecond(interval[7], interval[8]);
            rates.Add(slowest);
            rates.AddRange(s_usualRates.Where(rate => rate > slowest && rate < fastest));
            break;
        }
        return [.. rates.Where(rate => rate > 0).Distinct().OrderDescending()];

        static double PerSecond(uint above, uint below) => above == 0 ? 0 : (double)below / above;
    }

    private static uint Within(uint wanted, uint least, uint most, uint step) =>
        least + (Math.Clamp(wanted, least, Math.Max(least, most)) - least) / Math.Max(1, step) * Math.Max(1, step);

    private static string? Problem(int error, string device) => error switch
    {
        NoAccess or NotPermitted => Complaint.NoCameraPermission,
        IsBusy => Complaint.Busy,
        NoEntry => $"its file {device} is missing; a container must be given the device",
        _ => null,
    };

    // Characters in memory order, up to the first zero.
    private static string Text(ReadOnlySpan<uint> words)
    {
        var bytes = MemoryMarshal.AsBytes(words);
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd();
    }

    private static string? ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault()?.Trim() : null;
}
