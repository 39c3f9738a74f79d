namespace Demo.Files;

/// <summary>This program's folders in a person's home, where each system wants them; they need not exist.</summary>
internal static class UserFolder
{
    private const string Program = "realtimecnn";

    /// <summary>What can be had again: fetched models, what was measured.</summary>
    public static string Cache => Of("XDG_CACHE_HOME", Environment.SpecialFolder.LocalApplicationData, "Library/Caches", ".cache");

    /// <summary>What a person has chosen.</summary>
    public static string Config =>
        Of("XDG_CONFIG_HOME", Environment.SpecialFolder.ApplicationData, "Library/Application Support", ".config");

    private static string Of(string variable, Environment.SpecialFolder onWindows, string onMac, string elsewhere)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named && Path.IsPathRooted(named))
            return Path.Combine(named, Program);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Folder(onWindows), Program);
        return Path.Combine(Folder(Environment.SpecialFolder.UserProfile), OperatingSystem.IsMacOS() ? onMac : elsewhere, Program);
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
