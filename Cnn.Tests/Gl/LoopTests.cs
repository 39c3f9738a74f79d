using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;
using Cnn.Preprocessing;
using Cnn.Tests.Preprocessing;
using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>
/// No invocation loops so often that software OpenGL ends it: every kernel is right just above that, or cannot get there.
/// </summary>
public class LoopTests
{
    private const string EachAlone = "computes each element from a few others: it loops over the axes at most";
    private const string OneNumber = "computes from single numbers, without a loop";

    // Why a kernel needs no case; of a family, its base.
    private static readonly Dictionary<Type, string> NoLongLoops = new()
    {
        [typeof(Unary)] = EachAlone,
        [typeof(Binary)] = EachAlone,
        [typeof(Relation)] = EachAlone,
        [typeof(Variadic)] = EachAlone,
        [typeof(StridedCopy)] = EachAlone,
        [typeof(Pow)] = EachAlone,
        [typeof(Where)] = EachAlone,
        [typeof(Not)] = EachAlone,
        [typeof(Cast)] = EachAlone,
        [typeof(Clip)] = EachAlone,
        [typeof(Pad)] = EachAlone,
        [typeof(Tile)] = EachAlone,
        [typeof(Gather)] = EachAlone,
        [typeof(GatherElements)] = EachAlone,
        [typeof(Concat)] = EachAlone,
        [typeof(AdamStep)] = EachAlone,
        [typeof(SgdStep)] = EachAlone,
        [typeof(DropoutMask)] = EachAlone,
        [typeof(SameElements)] = "is no kernel",
        [typeof(Input)] = "is a leaf",
        [typeof(Constant)] = "is a leaf",
        [typeof(Variable)] = "is a leaf",
        [typeof(FrameSquare)] = OneNumber,
        [typeof(DigitSquare)] = OneNumber,
        [typeof(InkPolarity)] = OneNumber,
        [typeof(InkRamp)] = OneNumber,
        [typeof(DigitPieces)] = OneNumber,
        [typeof(SampleSquare)] = "takes at most MaxTaps² pixels",
        [typeof(SamplePicture)] = "takes at most MaxTaps² pixels",
        [typeof(PaperLevel)] = "looks at one block",
        [typeof(BlockMaximum)] = "looks at one block",
        [typeof(Morphology)] = "looks along its radius, above 1 along one axis at a time",
        [typeof(Absorbance)] = "looks at the four blocks around",
        [typeof(InkMask)] = "looks a few pixels into each direction",
        [typeof(InkThreshold)] = "its group of 256 shares a map of the page",
        [typeof(InkLevels)] = "its group of 256 shares a map of the digit",
        [typeof(InkBounds)] = "its group of 256 shares a map of the digit",
        [typeof(InkExtent)] = "its group of 256 shares a map of the page",
        [typeof(StrokeWidth)] = "its group of 256 shares a map of the digit",
        [typeof(MassCentre)] = "its group of 256 shares a map of the digit",
        [typeof(PickDigits)] = "its group of 256 shares the finder's answers",
        [typeof(KeepDigits)] = "looks at each candidate, and at one's probabilities",
        [typeof(DigitBox)] = "its group of 256 shares the labels",
        [typeof(DigitMask)] = "looks at one place of each plane",
        [typeof(FindRules)] = "follows lines over one side of a map",
        [typeof(RuleThickness)] = "measures at a few places of each line",
        [typeof(RemoveRules)] = "follows ink as far as a rule is thick",
        [typeof(ConnectedComponents)] = "follows a number of labels that it is given",
        [typeof(ComponentBoxes)] = "follows eight blocks",
        [typeof(ChooseDigit)] = "takes Samples² pixels of each piece",
        [typeof(AdjustStroke)] = "looks as far as Reach",
        [typeof(FitDigit)] = "weighs the pixels under one of the picture's",
    };

    private static IEnumerable<TestCaseData> Cases =>
        LoopCases.All.Select(c => new TestCaseData(c.Name, c.Outputs).SetName($"{{m}}({c.Name})"));

    private static IEnumerable<Type> Operators =>
        typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract);

    [TestCaseSource(nameof(Cases))]
    public void Numbers_are_right_above_the_bound_of_software_OpenGL(string name, Node[] outputs) =>
        Kernels.Agree(new Cnn.Graph(outputs), watchAll: false, values: LoopCases.Fill);

    [Test]
    public void Every_operator_has_a_case_above_the_bound_or_a_reason_why_its_kernel_cannot_loop_long()
    {
        var tried = LoopCases.All.SelectMany(c => new Cnn.Graph(c.Outputs).Nodes).Select(node => node.Op.GetType()).ToHashSet();
        bool IsExplained(Type type) => NoLongLoops.Keys.Any(family => family.IsAssignableFrom(type));
        Assert.That(Operators.Where(type => !tried.Contains(type) && !IsExplained(type)), Is.Empty);
    }

    [Test]
    public void A_launch_above_the_bound_is_refused_with_node_kernel_and_number()
    {
        // A block of 300 × 300 pixels for one invocation.
        var level = new Node(new PaperLevel(300), [new Node(new Input([1, 1, 300, 301], DataType.Int32), "grey")], "paper");
        Assert.That(() => GlSetup.Backend.CompileNow(new Cnn.Graph(level), new VariableSet()),
            Throws.InstanceOf<CnnException>().With.Message.EqualTo(
                "node 'paper': kernel paper_level would loop 90,300 times in one invocation; at most 60,000 are safe on every device"));
    }

    // Of the cases those that launch a shader which none before them did.
    [Test]
    public void Loops_go_round_no_more_than_a_kernel_says()
    {
        using var counter = new LoopCounter(GlSetup.Context.Gl);
        var seen = new HashSet<string>();
        foreach (var (_, outputs) in LoopCases.All)
        {
            var graph = new Cnn.Graph(outputs);
            int before = seen.Count;
            seen.UnionWith(LoopCounter.Declared(graph).Keys);
            if (seen.Count == before)
                continue;
            using (var session = counter.Backend.CompileNow(graph, new VariableSet()))
            {
                var random = new Random(7);
                foreach (var input in graph.Inputs)
                    session.Write(input, LoopCases.Fill(random, input));
                session.Run();
            }
            Within(counter, graph);
        }
        Assert.That(seen, Has.Count.GreaterThan(25));
    }

    [TestCase(InkSource.Photo)]
    [TestCase(InkSource.Drawing)]
    public void Loops_of_the_preprocessing_go_round_no_more_than_a_kernel_says(InkSource source)
    {
        var preprocessing = PreprocessingGraph.For(Recipe.Guess([1, 1, 28, 28]), [1, 1, 28, 28], source);
        var graph = new Cnn.Graph(preprocessing.Output, preprocessing.Box!);
        using var counter = new LoopCounter(GlSetup.Context.Gl);
        using (var session = counter.Backend.CompileNow(graph, new VariableSet()))
        {
            preprocessing.WriteDefaults(session);
            foreach (var frame in new[] { TestFrame.Random(1080, 1920), TestFrame.Of(Page.Generate(seed: 5, 3)) })
            {
                preprocessing.WriteFrame(session, frame.Pixels, frame.Height, frame.Width);
                session.Run();
            }
        }
        Within(counter, graph);
    }

    private static void Within(LoopCounter counter, Cnn.Graph graph)
    {
        var (counted, declared) = (counter.Counted(), LoopCounter.Declared(graph));
        Assert.That(counted.Keys.Intersect(declared.Keys), Is.Not.Empty);
        Assert.That(counted.Where(c => c.Value > declared.GetValueOrDefault(c.Key))
            .Select(c => $"{c.Key} {c.Value} > {declared.GetValueOrDefault(c.Key)}"), Is.Empty);
    }

    private static IEnumerable<int[]> Counts() =>
        [[1], [16_384], [16_385], [1 << 28], [257, 1, 259], [1, 16_384, 16_384], [70_000, 3, 2, 5]];

    [TestCaseSource(nameof(Counts))]
    public void Loops_are_cut_within_the_bound(int[] counts)
    {
        int[] slices = Loops.Cut(counts);
        Assert.That(Loops.Nested(counts, slices), Is.LessThanOrEqualTo(Loops.Most / 3));
        Assert.That(slices.Zip(counts, (slice, count) => slice <= count), Is.All.True);
        Assert.That(slices.Aggregate(1L, (product, slice) => product * slice), Is.LessThanOrEqualTo(Loops.Most));
    }
}
