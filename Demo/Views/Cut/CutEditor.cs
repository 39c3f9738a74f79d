using System.Numerics;
using Cnn;
using Cnn.Surgery;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>The numbers of the chosen kernel, to be edited: each change is a cut, which the next frame shows.</summary>
/// <param name="state">Takes the cuts.</param>
internal sealed class CutEditor(CutState state) : NumberEditor
{
    private (Operation? Operation, Node? Node, int Map) _read;
    private Node? _measured;
    private Node? _node;
    private int _map, _page;
    private float[] _numbers = [];
    private NumberGrid _grid;
    private float _most = 1;

    /// <summary>How the numbers are laid out; no tables where the chosen layer has no kernels.</summary>
    public KernelPages Pages { get; private set; }

    /// <summary>All numbers of the kernel, table after table; 0 behind the last.</summary>
    public ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>The size of the largest number that the layer has learnt.</summary>
    public float Largest => _most;

    /// <summary>Keeps to the kernel that is chosen; true where there is one.</summary>
    public bool Follow(Scene scene)
    {
        (_node, _map) = (state.Chosen(scene), scene.State.Channel);
        if (_node is null || state.Layers[_node].Kernels is null)
            return Forget();
        if (_read != (state.Operation, _node, _map))
        {
            _read = (state.Operation, _node, _map);
            Read(scene.Chosen);
        }
        return Pages.Count > 0;
    }

    /// <summary>Says where a table lies, for painting.</summary>
    public void Lies(int page, in NumberGrid grid) => (_page, _grid) = (page, grid);

    public override float this[int index] => index < _numbers.Length ? _numbers[index] : 0;

    public override int Next(int index, int by)
    {
        int first = _page * Pages.Each, count = Math.Min(Pages.Each, Pages.Numbers - first);
        return count <= 0 ? index : first + (index - first + by + count) % count;
    }

    protected override bool Has(int index) => _node is not null && index >= 0 && index < Pages.Numbers;

    // Turning one number on and on is one cut.
    protected override void Change(int index, float number, IAppActions app)
    {
        var layout = state.Layers[_node!].Kernels!;
        var cut = new SetNumber(_node!, _map, index / layout.TapCount, index % layout.TapCount, number);
        state.Do(cut, app, again: state.Cuts is [.., SetNumber last] && last with { Value = number } == cut);
    }

    protected override int At(Vector2 place) => Pages.Count > 0 && _grid.Columns == Pages.Columns
        && _grid.At(place.X, place.Y) is >= 0 and var cell ? _page * Pages.Each + cell : -1;

    // A hundredth to a tenth of the largest.
    protected override double StepOf(int index, float number) => Math.Pow(10, Math.Floor(Math.Log10(_most)) - 1);

    private bool Forget()
    {
        (_read, Pages, _numbers) = (default, default, []);
        return false;
    }

    private void Read(Layer layer)
    {
        if (state.Operation.KernelsOf(_node!) is not { } weights)
        {
            (Pages, _numbers) = (default, []);
            return;
        }
        var layout = state.Layers[_node!].Kernels!;
        Pages = KernelPages.Of(layer, layout);
        float[] kernel = layout.Read(weights, Math.Min(_map, layout.Maps - 1), null);
        if (_numbers.Length != Pages.Count * Pages.Each)
            _numbers = new float[Pages.Count * Pages.Each];
        kernel.CopyTo(_numbers, 0);
        if (_measured == _node)
            return;
        (_measured, _most) = (_node, 1e-6f);
        // Of the network as it was: what was set to 0 is edited in the same steps.
        foreach (float number in Operation.On(state.Operation.Original, state.Operation.Variables).KernelsOf(_node!)!.Floats)
            _most = Math.Max(_most, Math.Abs(number));
    }
}
