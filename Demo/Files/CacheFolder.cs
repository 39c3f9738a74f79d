namespace Demo.Files;

/// <summary>Where a person's programs keep what can be had again: fetched models, what was measured.</summary>
internal static class CacheFolder
{
    /// <summary>This program's folder there; it need not exist.</summary>
    public static string Path => System.IO.Path.Combine(OfUser(), "realtimecnn");

    private static string OfUser()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && System.IO.Path.IsPathRooted(cache))
            return cache;
        if (OperatingSystem.IsWindows())
            return Folder(Environment.SpecialFolder.LocalApplicationData);
        string home = Folder(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS() ? System.IO.Path.Combine(home, "Library", "Caches") : System.IO.Path.Combine(home, ".cache");
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
