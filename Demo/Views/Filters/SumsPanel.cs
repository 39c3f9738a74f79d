using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The arithmetic of one place: patch, kernel, products, sum and bias; the kernel's numbers can be changed there.</summary>
internal sealed class SumsPanel(LabState lab) : IOverlay
{
    private const float Operator = 18, Beside = 6, NarrowText = 136, WideText = 250, Tab = 18;

    private static readonly Chord[] Steps = [Key.Left, Key.Up, Key.Down, Key.Right], Speed = [Key.PageDown, Key.PageUp], Slide = [Key.G];
    private static readonly string[] Colours = ["R", "G", "B"];

    private readonly KernelEditor _editor = new(lab);
    private readonly ColourTabs _tabs = new(lab);
    private readonly SumLines _lines = new(lab);
    // Three channels of 7×7; the products of two maps.
    private readonly float[] _patch = new float[3 * 49];
    private readonly double[] _products = new double[2 * 3 * 49];

    public string Name => "sums";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panel = ((LabLayout)view.Layout).Sums;
        var body = Widgets.Panel(scene, panel, "", out var head);
        if (lab.Explained is not { } filter)
        {
            if (lab.Run.Graph is not null)
                scene.List.Text(body, TextStyle.Quiet.Cut, "There is no filter in the row: choose a kernel at the left.");
            return;
        }
        var kernel = filter.Kernel;
        bool wide = body.Width > 780;
        int grids = 1 + 2 * kernel.Maps;
        float text = wide ? WideText : NarrowText, between = 3 * Operator + (grids - 3) * Beside;
        float width = Math.Min((body.Width - text - between) / grids, 66 * kernel.Size);
        float cell = Math.Min(Math.Min(body.Height / kernel.Size, 36), width / kernel.Size * 1.2f);
        width = Math.Min(width, Math.Max(46, cell * 1.75f) * kernel.Size);
        var row = body with { Height = cell * kernel.Size };
        var patch = row.Left(width, out row);
        Sign(scene, row.Left(Operator, out row), "×");
        var kernels = row.Left(kernel.Maps * width + (kernel.Maps - 1) * Beside, out row);
        Sign(scene, row.Left(Operator, out row), "=");
        var products = row.Left(kernels.Width, out row);
        Sign(scene, row.Left(Operator, out row), "Σ");
        Captions(scene, head, filter, patch, kernels, products);
        float used = products.X + scene.Fonts.Measure("products", Theme.Body) + 12;
        Buttons(scene, head with { X = used, Width = head.Right - used });
        if (scene.Read(filter.Nodes.Input) is not { } input)
            return;
        var (x, y) = lab.Slide.In(filter.Columns, filter.Rows);
        int channel = filter.HasColours ? lab.Channel : 0, plane = filter.SumsColours ? channel : 0;
        var sum = LabArithmetic.Of(filter.Stage, kernel, input, filter.SumsColours ? 0 : channel, x, y, _patch, _products);
        Patch(scene, NumberGrid.Square(patch, kernel.Size), filter, x, y, plane);
        for (int map = 0; map < kernel.Maps; map++)
        {
            float right = map * (width + Beside);
            Kernel(scene, NumberGrid.Square(kernels with { X = kernels.X + right, Width = width }, kernel.Size), kernel, map, plane);
            Products(scene, NumberGrid.Square(products with { X = products.X + right, Width = width }, kernel.Size), kernel, map, plane);
        }
        var lines = new Rect(row.X, body.Y, body.Right - row.X, body.Height);
        _lines.Draw(scene, lines, filter, input, sum, _products, _editor, wide);
    }

    private static void Sign(Scene scene, in Rect rect, string sign) =>
        scene.List.Text(rect, TextStyle.Quiet.Centred with { Size = 15 }, sign);

    private void Captions(Scene scene, in Rect head, Explained filter, in Rect patch, in Rect kernels, in Rect products)
    {
        var (list, kernel) = (scene.List, filter.Kernel);
        var over = head with { X = patch.X, Width = patch.Width };
        if (filter.HasColours)
            for (int i = 2; i >= 0; i--)
                _tabs.Draw(scene, over.RightSlice(Tab, out over), Colours[i], i);
        if (over.Width > 38)
            list.Text(over, TextStyle.Quiet, "patch");
        over = head with { X = kernels.X, Width = kernels.Width };
        string scale = _lines.ScaleText(kernel);
        float width = scene.Fonts.Measure(scale, Theme.Label) + 8;
        var place = over.RightSlice(Math.Min(width, over.Width), out over);
        NumberBox.Draw(scene, place, KernelEditor.Scale, scale, _editor,
            "What all numbers are multiplied by: drag it up or down, or click and type, such as 1/9.");
        bool roomy = over.Width > scene.Fonts.Measure("kernel · drag a number", Theme.Body) + 2;
        if (over.Width > 44)
            list.Text(over, TextStyle.Quiet, roomy ? "kernel · drag a number" : "kernel");
        list.Text(head with { X = products.X, Width = products.Width }, TextStyle.Quiet, "products");
    }

    private void Buttons(Scene scene, Rect room)
    {
        bool words = room.Width > 290;
        room = KeyButtons.Draw(scene, room, Steps, signs: true);
        room = KeyButtons.Draw(scene, room, Speed, signs: true);
        float width = scene.Fonts.Measure("00 rows/s", Theme.Label) + 8;
        if (room.Width > width + 24)
        {
            var speed = room.RightSlice(width, out room);
            scene.List.Text(speed with { Width = width - 4 }, TextStyle.Value.Right, lab.Slide.SpeedText);
            scene.List.Hot(speed, HotKind.Tip, "How many places the kernel visits in a second, or how many rows.");
        }
        KeyButtons.Draw(scene, room, Slide, signs: !words);
    }

    private void Patch(Scene scene, in NumberGrid grid, Explained filter, int x, int y, int plane)
    {
        var values = _patch.AsSpan(plane * filter.Kernel.Plane, filter.Kernel.Plane);
        var look = LabLook.After(filter.Row, filter.Index);
        var (low, high) = look.Ends(values);
        for (int i = 0; i < values.Length; i++)
        {
            bool outside = IsOutside(filter.Nodes.Input.Shape[3], x, i % grid.Columns, filter)
                || IsOutside(filter.Nodes.Input.Shape[2], y, i / grid.Columns, filter);
            grid.Draw(scene, i, values[i], Palette.Of(look.ColoursOf(filter.Nodes.Input.Shape[1]), values[i], low, high));
            if (outside)
                grid.Hatch(scene, i);
        }
        scene.List.Hot(grid.Rect, HotKind.Tip,
            "What lies under the kernel; hatched cells lie outside the picture and count as the padding says.");
    }

    private static bool IsOutside(int length, int at, int tap, Explained filter)
    {
        int element = at * filter.Stage.Stride - filter.Stage.Pad + tap * filter.Stage.Dilation;
        return element < 0 || element >= length;
    }

    private void Kernel(Scene scene, in NumberGrid grid, FilterKernel kernel, int map, int plane)
    {
        _editor.Lies(map, grid);
        int first = (map * kernel.Channels + plane) * kernel.Plane;
        float most = 1e-12f;
        foreach (float number in kernel.Numbers.AsSpan())
            most = Math.Max(most, Math.Abs(number));
        for (int i = 0; i < kernel.Plane; i++)
            NumberBox.DrawCell(scene, grid, i, first + i, most, _editor, typed: true);
    }

    private void Products(Scene scene, in NumberGrid grid, FilterKernel kernel, int map, int plane)
    {
        double most = 1e-12;
        foreach (double product in _products.AsSpan(0, kernel.Numbers.Count))
            most = Math.Max(most, Math.Abs(product));
        int first = (map * kernel.Channels + plane) * kernel.Plane;
        for (int i = 0; i < kernel.Plane; i++)
            grid.Draw(scene, i, _products[first + i], Palette.Of(ColourMap.Diverging, _products[first + i], -most, most));
        scene.List.Hot(grid.Rect, HotKind.Tip, "Each value of the patch times the kernel's number at the same place.");
    }
}
