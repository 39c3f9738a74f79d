using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What a person does to the explained filter's kernel: edits its numbers, takes another one.</summary>
internal static class KernelChange
{
    /// <summary>A kernel to begin with: a 1 in its middle and zeros around it, so that it yields the picture itself.</summary>
    public static FilterKernel Free(int size)
    {
        float[] numbers = new float[size * size];
        numbers[size * size / 2] = 1;
        return new FilterKernel("free", "free kernel", size, Floats.Create(numbers));
    }

    /// <summary>Changes the numbers; what is no preset any more is called the person's own.</summary>
    public static void Edit(LabState lab, FilterKernel changed, IAppActions app)
    {
        var preset = lab.Library.Presets.FirstOrDefault(preset => preset.Name == changed.Name);
        lab.SetFilter(filter => filter with
        {
            Kernel = preset is null ? changed : preset == changed with { Title = preset.Title } ? preset : changed with { Title = "own" },
        }, app);
    }

    /// <summary>Puts a kernel into the explained filter; without one, a filter with it at the row's front.</summary>
    public static void Choose(LabState lab, FilterKernel kernel, IAppActions app)
    {
        if (lab.Filter is not null)
            lab.SetFilter(filter => filter with { Kernel = kernel }, app);
        else if (!lab.Row.IsFull)
            lab.Set(lab.Row.Insert(0, new FilterStage(kernel)), app);
        else
            app.Say(StageChange.FullRow);
    }

    /// <summary>Takes the next kernel of the list, or for −1 the one before.</summary>
    public static void Next(LabState lab, int by, IAppActions app)
    {
        var all = lab.Library.Presets.AddRange(lab.Library.Own).AddRange(lab.Learned.Kernels);
        int at = all.ToList().FindIndex(kernel => kernel.Name == lab.Filter?.Kernel.Name);
        Choose(lab, all[((at < 0 ? 0 : at + by) + all.Length) % all.Length], app);
    }
}
