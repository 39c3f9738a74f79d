using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Demo.Companions;
using Cnn.Tests.Onnx;
using Cnn.Tests.Platform;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Cut;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo.Cutting;

/// <summary>
/// The view Cut in the real app: what is saved says what the window showed, what is undone is as before to the bit, and editing numbers
/// compiles nothing.
/// </summary>
public class CutViewTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cut").FullName, _before = Environment.CurrentDirectory;
    private readonly string _photo = ArchitectureTests.PathOf("content/images/3-edge.jpg");

    private readonly SmallModels _small = new();

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REALTIMECNN_WALK");

    private static readonly string[] Networks = ["digits", "mobilenet", "finder", "mask"];

    private string _reds = "";

    // Networks are saved in the folder out.
    [OneTimeSetUp]
    public void Enter()
    {
        Environment.CurrentDirectory = _folder;
        _reds = _small.Paint("reds.png", 480, 400, (SKColors.Red, 80, 80, 80, 80), (SKColors.Red, 320, 160, 80, 80));
    }

    [OneTimeTearDown]
    public void Leave()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, true);
        _small.Remove();
    }

    // Each names a layer by its keys from the first one, and cuts of every kind that it has.
    private const string
        Digits = "Number0 Right Right N R Down A A Down V Down Right D PageDown G N G Down Delete Down V Down N Down Delete",
        Squeeze = "N Right R Down A Down V Down Right Number0 D Down Down N R",
        Mobile = "Number0 Right D Down Down A A Down N Right R Down Down Down Number0 Right D",
        Folded = "Number0 Right D Down A A Down N Right R Down Down Number0 Right D";

    [TestCase("digits", "gl", Digits), TestCase("digits", "cpu", Digits), TestCase("digits", "reference", Digits)]
    [TestCase("digits on a photo", "gl", Digits), TestCase("digits on a photo", "cpu", Digits)]
    [TestCase("squeezenet", "gl", Squeeze), TestCase("squeezenet", "cpu", Squeeze), TestCase("squeezenet", "reference", Squeeze)]
    [TestCase("mobilenet", "gl", Mobile), TestCase("mobilenet", "cpu", Mobile), TestCase("mobilenet", "reference", Mobile)]
    [TestCase("mobilenet_v2_1.0_224_f32", "gl", Folded), TestCase("mobilenet_v2_1.0_224_f32", "cpu", Folded)]
    [OwnThread]
    public void What_is_saved_gives_OnnxRuntime_what_the_window_shows(string network, string backend, string keys)
    {
        string model = Model(network);
        using var walker = new CutWalker(960, 540, model, network == "digits" ? null : _photo, backend, new CutState());
        Tensor? seen = null;
        float[] original = [], changed = [];
        walker.Walk([network == "digits" ? walker.Draw() : [], walker.Keys(keys), walker.Keys("Ctrl+S")], () =>
        {
            seen = walker.Scene.Read(walker.Scene.Network.Parts.Preprocessing.Output)!.Clone();
            (original, changed) = (walker.Original, walker.Changed);
        });
        string saved = walker.Notes[^1].Split(' ')[1].TrimEnd(';');
        Assert.That(walker.Scene.Backend.Name, Is.EqualTo(backend));
        Assert.That(walker.State.Cuts, Has.Length.GreaterThanOrEqualTo(7), string.Join("\n", walker.Notes));
        Assert.That(changed, Is.Not.EqualTo(original).Within(1e-4), "the cuts matter");
        Assert.That(Said(model, seen!), Is.EqualTo(original).Within(1e-4), "the original's is as it was");
        // Where the softmax was taken out these are no shares.
        Assert.That(Said(saved, seen!), Is.EqualTo(changed).Within(1e-4 * Math.Max(1, changed.Max(Math.Abs))));
        Assert.That(File.Exists(Path.ChangeExtension(saved, ".json")), "the recipe lies beside it");
    }

    [TestCase("gl"), TestCase("cpu"), OwnThread]
    public void What_is_undone_and_made_again_is_the_same_to_the_bit(string backend)
    {
        using var walker = new CutWalker(960, 540, Model("digits"), null, backend, new CutState());
        List<float[]> first = [], back = [], again = [];
        walker.Walk([walker.Draw(), Recorded("Number0 Down A Down V Down Right Right Right D Right N Down Delete Down Down R", first),
            Repeated("U", back), Repeated("Shift+U", again)], () => { });
        int cuts = walker.State.Cuts.Length;
        Assert.That(cuts, Is.EqualTo(7));
        // Keys that choose change nothing.
        var said = first.Where((values, i) => i == 0 || !values.SequenceEqual(first[i - 1])).ToList();
        Assert.That(said, Has.Count.EqualTo(cuts + 1));
        Assert.That(back, Is.EqualTo(said.AsEnumerable().Reverse().Skip(1)));
        Assert.That(again, Is.EqualTo(said.Skip(1)));

        IEnumerable<string> Recorded(string keys, List<float[]> values)
        {
            values.Add(walker.Changed);
            foreach (string step in walker.Keys(keys))
            {
                yield return step;
                values.Add(walker.Changed);
            }
        }

        IEnumerable<string> Repeated(string key, List<float[]> values)
        {
            for (int i = 0; i < 7; i++)
                foreach (string step in walker.Keys(key))
                {
                    yield return step;
                    values.Add(walker.Changed);
                }
        }
    }

    [TestCase("gl"), TestCase("cpu"), TestCase("reference"), OwnThread]
    public void Changing_numbers_of_kernels_compiles_nothing_and_the_next_frame_shows_it(string backend)
    {
        using var walker = new CutWalker(1280, 720, Model("digits"), null, backend, new CutState());
        NetworkParts? own = null;
        List<float[]> said = [];
        walker.Walk([walker.Draw(), Edited()], () => { });
        Assert.That((walker.State.Live.Made, walker.Scene.Own), Is.EqualTo((1, own)), "one graph from the beginning");
        Assert.That(said, Has.Count.EqualTo(9));
        for (int i = 1; i < said.Count; i++)
            Assert.That(said[i], Is.Not.EqualTo(said[i - 1]), $"change {i}");
        Assert.That(walker.State.Cuts, Has.Length.EqualTo(8), "dragging one number on is one cut");

        IEnumerable<string> Edited()
        {
            const string number = "Drag up or down, turn the wheel";
            (own, var layer) = (walker.Scene.Own, walker.Scene.Network.Layers[1]);
            said.Add(Maps());
            var cell = walker.Place(number, 12);
            foreach (float up in new[] { 20f, 60, 120 })
            {
                walker.Drag(MouseButton.Left, new(cell.CentreX, cell.CentreY), new(cell.CentreX, cell.CentreY - up));
                yield return "dragged";
                said.Add(Maps());
            }
            walker.Wheel(number, 2, 3);
            yield return "turned";
            said.Add(Maps());
            walker.Click(number, 7);
            foreach (string key in walker.Keys("Minus Number2 Period Number5 Enter"))
                yield return key;
            Assert.That(walker.State.Editor[7], Is.EqualTo(-2.5f));
            said.Add(Maps());
            walker.Click(number, 8, button: MouseButton.Right);
            yield return "painted";
            Assert.That(walker.State.Editor[8], Is.EqualTo(-2.5f));
            said.Add(Maps());
            foreach (string key in (string[])["Number0", "N Right", "R", "Down Down Down N"])
            {
                foreach (string step in walker.Keys(key))
                    yield return step;
                if (key is "Number0" or "R")
                    said.Add(Maps());
            }

            float[] Maps() => walker.Values(walker.Both.Of(walker.State.Layers.ModelOf(layer)!)!);
        }
    }

    // The panels' places are the same for each network; what is written in them is not, so that all walks go through all sizes.
    private static IEnumerable<TestCaseData> Places => LayoutTests.Sizes.SelectMany(size =>
        (Pictures is not null || size is (960, 540) or (1280, 720) or (2560, 1440) ? Networks : Networks[..1])
            .Select(network => new TestCaseData(size, network)));

    [TestCaseSource(nameof(Places)), OwnThread]
    public void Nothing_overlaps_or_is_cut_off((int Width, int Height) size, string network)
    {
        using var walker = new CutWalker(
            size.Width, size.Height, Model(network), network == "digits" ? null : _reds, "cpu", new CutState());
        // Each layer of a network of a few, with cuts and without, in both languages.
        const string steps = "Up Down Number0 PageDown G N G K Down N R Down N R Down N R "
            + "Down A Down V Down Delete Down Down Down L Up Up U U K K W D";
        walker.Walk([network == "digits" ? walker.Draw() : [], walker.Keys(steps)], () =>
        {
            var places = (CutLayout)walker.Scene.Views.Shown.Arrange(Layout.For(
                size.Width / Layout.ScaleFor(size.Width, size.Height, 1), size.Height / Layout.ScaleFor(size.Width, size.Height, 1)));
            Rect[] panels = [places.Source, places.Answers, places.Layers, places.Cuts, places.Kernel, places.Lesson, places.Maps];
            Assert.That(panels, Is.All.Matches<Rect>(r => places.Body.Contains(r) && r is { Width: > 150, Height: > 90 }));
            for (int i = 0; i < panels.Length; i++)
                for (int k = 0; k < i; k++)
                    Assert.That(panels[i].Overlaps(panels[k]), Is.False, $"{panels[i]} and {panels[k]}");
        });
    }

    [Test, OwnThread]
    public void Boxes_of_both_lie_over_the_picture([Values("gl", "cpu")] string backend)
    {
        using var walker = new CutWalker(1280, 720, Model("finder"), _reds, backend, new CutState());
        // The first channels are where a box's middle is and how large it is: without its kernel and bias a box is half as large.
        walker.Walk([Found(2, 2), walker.Keys("Right Right D"), Found(2, 2), walker.Keys("Right Right D"), Found(2, 0)], () => { });

        IEnumerable<string> Found(int original, int changed)
        {
            var (scene, both) = (walker.Scene, walker.Both);
            Assert.That((both.Opened.Output.Finder!.In(scene.Values).Boxes.Length, both.Changed.Finder!.In(scene.Values).Boxes.Length),
                Is.EqualTo((original, changed)));
            string[] texts = [.. scene.List.Groups.ToArray().SelectMany(g => scene.List.Shapes(g).ToArray()
                .Where(s => s.Kind == ShapeKind.Text).Select(s => scene.List.TextOf(g, s).ToString()))];
            Assert.That(texts.Count(text => text == "nothing seen"), Is.EqualTo(changed == 0 ? 1 : 0));
            if (Pictures is not null)
                walker.Shoot(Path.Combine(Directory.CreateDirectory(Pictures).FullName, $"boxes-{backend}-{walker.State.Cuts.Length}.png"));
            yield return "found";
        }
    }

    [Test, OwnThread]
    public void A_click_on_a_cut_goes_back_to_it()
    {
        using var walker = new CutWalker(960, 540, Model("digits"), null, "cpu", new CutState());
        walker.Walk([walker.Keys("Number0 Right N Right R"), Clicked()], () => { });

        IEnumerable<string> Clicked()
        {
            foreach (var (tip, index, count) in new[]
            {
                ("A cut; a click", 0, 1), ("A cut that was taken back", 1, 3), ("The network as", 0, 0),
            })
            {
                walker.Click(tip, index);
                yield return tip;
                Assert.That(walker.State.Cuts, Has.Length.EqualTo(count), tip);
            }
        }
    }

    [Test, OwnThread]
    public void Another_model_begins_without_cuts_and_what_cannot_be_cut_is_a_line()
    {
        using var walker = new CutWalker(960, 540, Model("digits"), null, "cpu", new CutState());
        walker.Walk([walker.Keys("A Down Number0 V Up Up Number0 Down N W W W Right W"), Opened()], () => { });
        Assert.That(walker.Notes, Has.Some.StartsWith("conv1 is no activation").And.Some.StartsWith("relu1 has no kernels")
            .And.Some.StartsWith("relu1 is no pool").And.Some.StartsWith("input is the picture that enters")
            .And.Some.StartsWith("choose another map of conv1"));

        IEnumerable<string> Opened()
        {
            Assert.That(walker.State.Cuts, Has.Length.EqualTo(2));
            walker.Drop(Model("squeezenet"));
            yield return "dropped";
            yield return "opened";
            Assert.That(walker.Scene.Network.Title, Is.EqualTo("squeezenet.onnx"));
            Assert.That(walker.State.Cuts, Is.Empty);
        }
    }

    private float[] Said(string model, Tensor seen) => OnnxRuntimeOracle.Run(
        File.ReadAllBytes(model), (OnnxModel.Load(model).Bind().Inputs[0].Name, seen))[0].Floats.ToArray();

    // Networks with random weights are small enough for the reference, and their scores are no certainties.
    private string Model(string network)
    {
        if (network.StartsWith("digits", StringComparison.Ordinal))
            return ArchitectureTests.PathOf("content/models/digits.onnx");
        if (network is "finder" or "mask")
            return _small[$"{network}.onnx"];
        string path = Path.Combine(_folder, $"{network}.onnx");
        if (network.Contains('_'))
        {
            path = Path.Combine(Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA") ?? "", "models", $"{network}.onnx");
            if (!File.Exists(path))
                Assert.Inconclusive($"REALTIMECNN_TESTDATA names no folder with models/{network}.onnx");
        }
        if (File.Exists(path))
            return path;
        var variables = new VariableSet();
        var graph = network == "squeezenet" ? SqueezeNet.Build(variables, height: 45, width: 45, classes: 5).Graph
            : MobileNetV2.Build(variables, height: 40, width: 40, classes: 5).Graph;
        using var file = File.Create(path);
        OnnxWriter.Write(graph, variables, file);
        return path;
    }
}
