using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>A person's own kernels: kept in their file, taken out of it, brought in from another one.</summary>
/// <param name="lab">The lab whose library they are in.</param>
internal sealed class OwnKernels(LabState lab)
{
    // With a number behind it a name still is one that can be read (KernelFields).
    private const int LongestName = 50;

    /// <summary>Keeps the explained filter's kernel under a free name.</summary>
    public void Keep(IAppActions app)
    {
        if (lab.Filter is not { } filter)
        {
            app.Say("the row has no filter whose kernel could be kept");
            return;
        }
        var kernel = Named(filter.Kernel, lab.Library);
        if (Try(() => lab.Library = lab.Library.Keep(kernel), app))
        {
            KernelChange.Choose(lab, kernel, app);
            app.Say($"kept as '{kernel.Title}' in {lab.Library.OwnPath}");
        }
    }

    /// <summary>Takes the chosen kernel out of the file; it stays where it is used.</summary>
    public void Remove(IAppActions app)
    {
        if (lab.Filter?.Kernel is not { } kernel || !IsOwn(kernel.Name))
            app.Say("only own kernels can be removed; choose one in the list");
        else if (Try(() => lab.Library = lab.Library.Remove(kernel.Name), app))
            app.Say($"removed '{kernel.Title}' from {lab.Library.OwnPath}");
    }

    /// <summary>Keeps all kernels of a file; one that has the name of another gets a free one.</summary>
    public void Import(string path, IAppActions app) => Try(() =>
    {
        var (library, kept) = (lab.Library, new List<FilterKernel>());
        foreach (var kernel in FilterFile.Read(path))
            if (library.Find(kernel.Name) is var other && other != kernel)
            {
                kept.Add(other is null ? kernel : Named(kernel, library));
                library = library with { Own = library.Own.Add(kept[^1]) };
            }
        lab.Library = lab.Library.Keep([.. kept]);
        app.Say(kept.Count == 0 ? $"{Path.GetFileName(path)} has no kernel that is not in the list"
            : $"{kept.Count} {(kept.Count == 1 ? "kernel" : "kernels")} of {Path.GetFileName(path)} are among your own now");
    }, app);

    /// <summary>Whether a kernel of this name is in the person's file.</summary>
    public bool IsOwn(string name)
    {
        foreach (var kernel in lab.Library.Own)
            if (kernel.Name == name)
                return true;
        return false;
    }

    private static FilterKernel Named(FilterKernel kernel, FilterLibrary library)
    {
        string name = Short(kernel.Name).Replace('#', '-'), free = library.FreeName(name);
        // An edited preset is called after the preset.
        string title = library.Find(kernel.Name)?.Title ?? kernel.Title;
        return kernel with { Name = free, Title = Short(title) + free[name.Length..].Replace('-', ' ') };
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName].TrimEnd();

    private static bool Try(Action change, IAppActions app)
    {
        try
        {
            change();
            return true;
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
            return false;
        }
    }
}
