using System.Collections.Immutable;
using Demo.Teaching;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>A class on its card.</summary>
internal sealed class TaughtClass(string name)
{
    public string Name { get; set; } = name;

    public ImmutableList<Example> Examples { get; set; } = [];

    /// <summary>How many recorded frames are being read.</summary>
    public int Pending { get; set; }

    /// <summary>Which of the thumbnails are shown.</summary>
    public Scroll Scroll { get; } = new(2);
}

/// <summary>
/// What is taught: classes, their frames, and what was made of them. On the window's thread; a worker does what takes time.
/// </summary>
internal sealed class TeachState : IDisposable
{
    // Full frames that wait to be read; what comes faster is not recorded.
    private const long MostPendingBytes = 64 << 20;

    public const int MostClasses = 9;

    private readonly BackboneChoices _choices = new();
    private readonly Lazy<TeachWorker> _worker = new(() => new TeachWorker());
    private NetworkParts? _opened;
    private bool _drawn;
    private BackboneChoice? _chosen, _used;
    private long _recorded = -1, _pendingBytes;
    private int _trainings;

    public List<TaughtClass> Classes { get; } = [new("class 1"), new("class 2")];

    public ShareSlider HeldOut { get; } = new(0.15f, "Drag: the share of each class's frames that is held out to test with.", 0.5f);

    /// <summary>The class that frames are recorded for; null for none.</summary>
    public TaughtClass? Recording { get; private set; }

    /// <summary>What was taught, or is being taught; null for nothing yet.</summary>
    public TaughtNetwork? Network { get; private set; }

    /// <summary>How far the training is, or what came of it.</summary>
    public TrainingReport? Report => Volatile.Read(ref _report);

    private TrainingReport? _report;

    public bool IsTraining { get; private set; }

    /// <summary>How far the training is while it goes on, 0…1.</summary>
    public double? Busy => !IsTraining ? null : Report is { Share: var share } ? share < 1 ? share : null : 0;

    /// <summary>Whether frames came or went since the training.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The newest line for the person.</summary>
    public string Status { get; private set; } = "";

    /// <summary>What is taught on: fixed by the first frame.</summary>
    public BackboneChoice? Backbone => _used ?? _chosen ?? (Choices is [var first, ..] ? first : null);

    public bool HasExamples => Classes.Any(c => c.Examples.Count + c.Pending > 0);

    private IReadOnlyList<BackboneChoice> Choices => _opened is null ? [] : _choices.For(_opened, _drawn);

    /// <summary>Takes what the worker did, and records the newest frame if a class is held; once a frame.</summary>
    public void Follow(Scene scene)
    {
        if (_opened != scene.Network.Parts || _drawn != scene.IsCanvas)
            (_opened, _drawn, _chosen) = (scene.Network.Parts, scene.IsCanvas, null);
        if (Recording is { } one && scene.Frame.Pixels is not null && scene.Frame.Sequence != _recorded)
            Record(scene, one);
        if (_worker.IsValueCreated)
            _worker.Value.Drain(waits: !scene.IsTimed);
    }

    public void BeginRecording(int index, IAppActions app)
    {
        if (index >= Classes.Count || Recording == Classes[index])
            return;
        if (IsTraining)
            app.Say("frames are recorded again when the training is over");
        else
            (Recording, _recorded) = (Classes[index], -1);
    }

    public void EndRecording() => Recording = null;

    public void Add(IAppActions app)
    {
        if (Classes.Count == MostClasses)
            app.Say($"there are {MostClasses} classes, as many as number keys");
        else
            Classes.Add(new TaughtClass(FreeName()));
    }

    public void Remove(int index)
    {
        if (Recording == Classes[index])
            Recording = null;
        IsStale |= !Classes[index].Examples.IsEmpty;
        Classes.RemoveAt(index);
        Forget();
    }

    public void Delete(int index, int example)
    {
        if (example >= Classes[index].Examples.Count)
            return;
        Classes[index].Examples = Classes[index].Examples.RemoveAt(example);
        IsStale = true;
        Forget();
    }

    /// <summary>Takes the next backbone, while nothing is recorded that has features of another one.</summary>
    public void NextBackbone(IAppActions app)
    {
        if (HasExamples || Choices.Count < 2)
            app.Say(HasExamples ? "the recorded frames have features of this network; remove them first" : "no other network is at hand");
        else
            _chosen = Choices[(Choices.ToList().IndexOf(Backbone!) + 1) % Choices.Count];
    }

    public void Train()
    {
        if (IsTraining || Backbone is not { } choice)
            return;
        try
        {
            // What waits to be read may fill a class that is empty still: it is asked again when that is done.
            if (Classes.All(c => c.Pending == 0))
                Teacher.Require(Snapshot());
        }
        catch (Cnn.CnnException e)
        {
            Status = e.Message;
            return;
        }
        (IsTraining, Status, _report, _live, Recording) = (true, "", null, null, null);
        (double heldOut, var worker) = (HeldOut.Value, _worker.Value);
        int number = ++_trainings;
        // Frames that wait to be read come first, so the classes are looked at when it begins.
        worker.Post(() => () => Begin(worker, choice, number, heldOut), Fail);
    }

    public void Save(string path) => Do(worker =>
    {
        var (classes, network, heldOut, choice) = (Snapshot(), IsStale ? null : Network, HeldOut.Value, Backbone!);
        worker.Post(() =>
        {
            ProjectFile.Save(path, new TeachProject(classes, heldOut, Loaded(choice), network));
            return () => Status = $"saved {path}; drop it onto the window to go on";
        }, Fail);
    });

    public void Export(string path)
    {
        if (Network is not { } network || IsTraining)
            Status = "nothing is taught yet: record frames of two things, then train";
        else
            _worker.Value.Post(() =>
            {
                network.Export(path);
                return () => Status = $"exported {path} with its sidecar; demo --model {path}";
            }, Fail);
    }

    public void Open(string path) => Do(worker =>
    {
        var choices = Choices;
        worker.Post(() =>
        {
            var project = ProjectFile.Open(path, choices.Select(c => c.Load));
            var used = choices.First(c => c.Load is { IsValueCreated: true, Value: { } v } && v == project.Backbone);
            return () => Show(project, used, path);
        }, Fail);
    });

    public void Dispose()
    {
        if (_worker.IsValueCreated)
            _worker.Value.Dispose();
    }

    private void Do(Action<TeachWorker> act)
    {
        if (IsTraining)
            Status = "a training is under way";
        else if (Backbone is not null)
            act(_worker.Value);
    }

    private void Record(Scene scene, TaughtClass one)
    {
        var frame = scene.Frame;
        long bytes = 4L * frame.Count;
        if (Classes.Sum(c => c.Examples.Count + c.Pending) >= ProjectFile.MostExamples)
        {
            (Recording, Status) = (null, $"{ProjectFile.MostExamples} frames are the most; delete some");
            return;
        }
        if (_pendingBytes > 0 && _pendingBytes + bytes > MostPendingBytes)
            return;
        _recorded = frame.Sequence;
        _used ??= Backbone;
        var (choice, pixels, worker) = (_used!, frame.Pixels.AsSpan(0, frame.Count).ToArray(), _worker.Value);
        one.Pending++;
        _pendingBytes += bytes;
        worker.Post(() =>
        {
            var example = worker.Reader.Read(pixels, frame.Width, frame.Height, Loaded(choice));
            return () =>
            {
                Taken();
                one.Examples = one.Examples.Add(example);
                IsStale = true;
            };
        }, why =>
        {
            Taken();
            (Status, Recording) = (why, null);
            Forget();
        });

        void Taken()
        {
            one.Pending--;
            _pendingBytes -= bytes;
        }
    }

    private void Begin(TeachWorker worker, BackboneChoice choice, int number, double heldOut)
    {
        var classes = Snapshot();
        worker.Post(() =>
        {
            var (network, report) = new Teacher(worker.Backend).Teach(
                Loaded(choice), classes, heldOut, live => Volatile.Write(ref _live, live),
                report => Volatile.Write(ref _report, report), worker.Ending);
            return () =>
            {
                (Network, IsTraining, IsStale) = (network, false, false);
                Volatile.Write(ref _report, report);
            };
        }, why =>
        {
            IsTraining = false;
            Fail(why);
        });
    }

    /// <summary>What runs on the frames: what is being taught as soon as there is a head, and what was taught.</summary>
    public TaughtNetwork? Live => (IsTraining ? Volatile.Read(ref _live) : null) ?? Network;

    private TaughtNetwork? _live;

    private void Show(TeachProject project, BackboneChoice used, string path)
    {
        Classes.Clear();
        foreach (var one in project.Classes)
            Classes.Add(new TaughtClass(one.Name) { Examples = one.Examples });
        (_used, Network, Recording, _report, IsStale) = (used, project.Network, null, null, false);
        HeldOut.Set((float)project.HeldOut);
        Status = $"opened {path}";
        Forget();
    }

    private void Fail(string why) => Status = why;

    // What is recorded next may have features of another network.
    private void Forget()
    {
        if (!HasExamples)
            _used = null;
    }

    private ImmutableArray<ClassExamples> Snapshot() => [.. Classes.Select(c => new ClassExamples(c.Name, c.Examples))];

    private string FreeName()
    {
        int number = Classes.Count + 1;
        while (Classes.Any(c => c.Name == $"class {number}"))
            number++;
        return $"class {number}";
    }

    private static Backbone Loaded(BackboneChoice choice) =>
        choice.Load.Value ?? throw new Cnn.CnnException($"{choice.Name} has no features to teach on");
}
