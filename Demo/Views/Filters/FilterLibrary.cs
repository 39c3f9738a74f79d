using System.Collections.Immutable;
using Cnn;

namespace Demo.Views.Filters;

/// <summary>The kernels that can be chosen: those that come with the program, and a person's own, which are kept in a file.</summary>
/// <param name="Presets">Those that come with the program.</param>
/// <param name="Own">The person's, in the order in which they were kept.</param>
/// <param name="OwnPath">The file of the own ones; it need not exist.</param>
internal sealed record FilterLibrary(ImmutableArray<FilterKernel> Presets, ImmutableArray<FilterKernel> Own, string OwnPath)
{
    /// <summary>What is wrong with the file of own kernels, which are then left out; else empty.</summary>
    public string Fault { get; private init; } = "";

    /// <summary>Reads both files.</summary>
    /// <exception cref="CnnException">The program's own file is missing or holds something that is no kernel.</exception>
    public static FilterLibrary Open(string presets, string own)
    {
        var kernels = FilterFile.Read(presets);
        try
        {
            return new(kernels, Open(own), own);
        }
        catch (CnnException e)
        {
            return new(kernels, [], own) { Fault = e.Message };
        }
    }

    /// <summary>The kernel with a name, own ones first; null if there is none.</summary>
    public FilterKernel? Find(string name) => Own.Concat(Presets).FirstOrDefault(kernel => kernel.Name == name);

    /// <summary>With kernels among the own ones, each in the place of one that has its name; the file has them then.</summary>
    /// <exception cref="CnnException">The file cannot be written, has changed into something else, or is full.</exception>
    public FilterLibrary Keep(params ReadOnlySpan<FilterKernel> kernels)
    {
        // Somebody may have changed the file meanwhile: what is in it now counts.
        var own = Open(OwnPath);
        foreach (var kernel in kernels)
        {
            int at = own.Select(k => k.Name).ToList().IndexOf(kernel.Name);
            own = at < 0 ? own.Add(kernel) : own.SetItem(at, kernel);
        }
        return Written(own);
    }

    /// <summary>Without the own kernel of a name.</summary>
    /// <exception cref="CnnException">The file cannot be written, or has changed into something else.</exception>
    public FilterLibrary Remove(string name) => Written(Open(OwnPath).RemoveAll(kernel => kernel.Name == name));

    /// <summary>A name that no kernel has yet: the given one, or with a number behind it.</summary>
    public string FreeName(string name)
    {
        string free = name;
        for (int i = 2; Find(free) is not null; i++)
            free = $"{name}-{i}";
        return free;
    }

    private FilterLibrary Written(ImmutableArray<FilterKernel> own)
    {
        if (own.Length > FilterFile.MostKernels)
            throw new CnnException($"{OwnPath} holds {FilterFile.MostKernels} kernels, which is the most; remove one first");
        FilterFile.Write(OwnPath, own);
        return this with { Own = own };
    }

    private static ImmutableArray<FilterKernel> Open(string own) =>
        FileKinds.Of(own) == FileKind.Missing ? [] : FilterFile.Read(own);
}
