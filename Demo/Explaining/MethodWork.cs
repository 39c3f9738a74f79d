using Cnn;
using Cnn.Backends;
using Cnn.Explain;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>
/// A method at work, on whatever thread: goes on with its question step by step, and takes a newer one when it has said something of the
/// last, so that a film that goes on does not keep it from ever saying anything.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="backend">Where it runs.</param>
internal sealed class MethodWork(ExplainMethod method, IBackend backend) : IDisposable
{
    private ExplainRun? _run;
    private ExplainQuestion _question;
    private ExplainQuestion? _refused;
    private Tensor? _shown;
    private long _number;
    private bool _begun;

    public ExplainMethod Method => method;

    /// <summary>What it has said last; whoever reads or writes it holds the lock of both sides.</summary>
    public ExplainAnswer Answer { get; } = new();

    /// <summary>Whether there is something to do.</summary>
    public bool IsDue(in ExplainQuestion question, long number) =>
        !(_refused?.IsLike(question) ?? false) && (_run is null || number != _number || !IsOver);

    private bool IsOver => _run!.Attribution.Done == _run.Attribution.Runs;

    /// <summary>Whether it would rather have the newest question than go on with its own.</summary>
    public bool WantsNewest(in ExplainQuestion question, long number) => _run is null || (number != _number
        && (!_question.IsLike(question) || (question.ByPerson && _question.Score != question.Score) || _question.Mean != question.Mean
            || _run.Attribution.Done >= _run.Attribution.Enough));

    /// <summary>Compiles what the question needs; outside of the lock.</summary>
    /// <exception cref="CnnException">The method cannot answer it.</exception>
    public void Prepare(in ExplainQuestion question)
    {
        if (_run is not null && _question.IsLike(question))
            return;
        _run?.Dispose();
        (_run, _begun) = (null, false);
        _run = new ExplainRun(method, question.Parts, backend, question.Value);
        _question = default;
        _shown = new Tensor(ShownMap.ShapeOf(_run.Attribution.Map.Shape, method.IsFine));
    }

    /// <summary>It cannot answer such a question, and is not asked again; under the lock.</summary>
    public void Refuse(in ExplainQuestion question, string fault)
    {
        _refused = question;
        (Answer.Fault, Answer.IsNew) = (fault, true);
    }

    /// <summary>Takes a question; the picture is copied.</summary>
    public void Begin(in ExplainQuestion question, long number, Tensor picture)
    {
        _run!.Begin(picture, question.Score.Place, question.Mean);
        (_question, _number, _begun, _refused) = (question, number, true, null);
    }

    /// <summary>Makes a run; outside of the lock.</summary>
    /// <returns>Whether there is something to say of it.</returns>
    public bool Step()
    {
        // What was asked may have changed while it was prepared for.
        if (_run is null || !_begun || IsOver)
            return false;
        _run.Step();
        var why = _run.Attribution;
        // The first patches are seen as they come; later a map is replaced by one that is as good.
        if (why.Done < why.Enough && Answer.Map is not null)
            return false;
        ShownMap.Fill(why.Map, method.IsFine, _shown!);
        return true;
    }

    /// <summary>Says what the last step came to; under the lock.</summary>
    public void Say()
    {
        if (Answer.Map?.Shape != _shown!.Shape)
            Answer.Map = new Tensor(_shown.Shape);
        Answer.Map.CopyFrom(_shown);
        var why = _run!.Attribution;
        (Answer.Label, Answer.Part, Answer.IsSigned) = (_question.Score.Short, _question.Part, why.IsSigned);
        (Answer.Runs, Answer.Fault, Answer.IsNew) = ((why.Done, why.Runs), "", true);
        Answer.Total = why is IntegratedGradients path ? (Sum(path.Map), path.AtPicture[0] - path.AtBaseline[0]) : null;
    }

    private static double Sum(Tensor map)
    {
        double sum = 0;
        foreach (float value in map.Floats)
            sum += value;
        return sum;
    }

    public void Dispose() => _run?.Dispose();
}
