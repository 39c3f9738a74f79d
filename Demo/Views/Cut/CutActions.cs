using Cnn;
using Cnn.Ops;
using Cnn.Surgery;
using Demo.Cutting;
using Demo.Files;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>What keys and buttons do to the chosen layer.</summary>
/// <param name="state">Takes the cuts.</param>
internal sealed class CutActions(CutState state)
{
    private const string Folder = "out";

    /// <summary>Cuts the chosen map's kernel, or with one input its part for that.</summary>
    public void Kernel(Scene scene, IAppActions app, Func<Node, int, int?, Cnn.Surgery.Cut> make)
    {
        if (Chosen(scene, app, CutKinds.Kernels, "has no kernels that can be changed") is { } node)
            state.Do(make(node, scene.State.Channel, InputOf(scene, node)), app);
    }

    /// <summary>Remembers the chosen kernel; the second time exchanges it with the one that is chosen then.</summary>
    public void Swap(Scene scene, IAppActions app)
    {
        if (Chosen(scene, app, CutKinds.Kernels, "has no kernels that can be changed") is not { } node)
            return;
        int map = scene.State.Channel;
        if (state.Swapped is not { } first || first.Layer != node)
        {
            state.Swapped = (node, map);
            app.Say($"choose another map of {scene.Chosen.Name} and press W again");
        }
        else if (first.Map == map)
            state.Swapped = null;
        else
            state.Do(new SwapKernels(node, first.Map, map, InputOf(scene, node)), app);
    }

    /// <summary>Silences the chosen map.</summary>
    public void Prune(Scene scene, IAppActions app)
    {
        if (Chosen(scene, app, CutKinds.Kernels, "has no kernels that can be changed") is { } node)
            state.Do(new PruneChannel(node, scene.State.Channel), app);
    }

    /// <summary>Lets the chosen pool yield the mean in place of the largest value, or the other way round.</summary>
    public void Pool(Scene scene, IAppActions app)
    {
        if (Chosen(scene, app, CutKinds.Pool, "is no pool") is not { } node)
            return;
        if (state.Cuts is [.., ChangePool last] && last.Layer == node)
            state.Undo();
        else
            state.Do(new ChangePool(node, LayerCuts.Other(state.Operation.Of(node)!.Op)), app);
    }

    /// <summary>Puts the next activation in the place of the chosen one; behind the last its own is there again.</summary>
    public void Activation(Scene scene, IAppActions app)
    {
        if (Chosen(scene, app, CutKinds.Activation, "is no activation") is not { } node)
            return;
        var next = Activations.After(state.Operation.Of(node)!.Op);
        bool again = state.Cuts is [.., SwapActivation last] && last.Layer == node;
        if (again && state.Operation.Undo().Of(node)!.Op.GetType() == next.GetType())
            state.Undo();
        else
            state.Do(new SwapActivation(node, next), app, again);
    }

    /// <summary>Takes the chosen layer out.</summary>
    public void Remove(Scene scene, IAppActions app)
    {
        if (Chosen(scene, app, CutKinds.None, "") is { } node)
            state.Do(new RemoveLayer(node), app);
    }

    /// <summary>Looks at another input's part of the kernel.</summary>
    public void Turn(Scene scene, int by)
    {
        int pages = state.Editor.Pages.Count;
        if (pages > 0)
            scene.State.Kernel = (PageOf(scene) + by + pages) % pages;
    }

    /// <summary>The table of the kernel that is looked at.</summary>
    public int PageOf(Scene scene) => Math.Clamp(scene.State.Kernel ?? 0, 0, Math.Max(0, state.Editor.Pages.Count - 1));

    /// <summary>Saves the network as ONNX under the next free name, with its recipe; says how to open it.</summary>
    public void Save(Scene scene, IAppActions app)
    {
        try
        {
            state.Follow(scene.Network);
            var recipe = scene.Network.Parts.Preprocessing.Recipe ?? throw new CnnException("this network takes no pictures");
            string name = Printable.Of(Path.GetFileNameWithoutExtension(scene.Network.Title));
            string path = OutputFile.NextFree(Path.Combine(Folder, $"{name}-cut"), ".onnx", ".json");
            CutFile.Save(state.Operation, recipe, path);
            app.Say($"saved {path}; drop it onto the window, or demo --model {path}");
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
        }
    }

    // The chosen layer's node in the model, if it is of the kind and still there.
    private Node? Chosen(Scene scene, IAppActions app, CutKinds kind, string otherwise)
    {
        var node = state.Chosen(scene);
        string? why = node is null ? "is the picture that enters; choose a layer"
            : state.Operation.Of(node) is null ? "was taken out; undo that to change it"
            : kind != CutKinds.None && !state.Layers[node].Kinds.HasFlag(kind) ? otherwise : null;
        if (why is null)
            return node;
        app.Say($"{scene.Chosen.Name} {why}");
        return null;
    }

    // The whole kernel is meant where it reads only one map, or numbers that are no maps.
    private int? InputOf(Scene scene, Node node) =>
        state.IsWhole || state.Editor.Pages.Count <= 1 || state.Layers[node].Kernels is not { TapCount: > 1 } ? null : PageOf(scene);
}
