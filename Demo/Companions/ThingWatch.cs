using Cnn.Detection;
using Cnn.Preprocessing;
using Demo.Engines;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>Runs on the things that another network finds, one after the other: who waits longest comes first.</summary>
internal sealed class ThingWatch(CompanionRow row, LiveNetwork live, IEngine engine, string of) : Watch(row, live, engine)
{
    // Of a crowd the surest: the others would be old before their turn comes.
    private const int MostThings = 16;

    // So many results of the finding network without it, and a thing is gone for good: the tracker gives its number to no other.
    private const int Patience = 5;

    private readonly string _nobody = $"no {of}";
    private readonly Stack<ThingAnswer> _spare = new();
    private int[] _pixels = [];
    private long _newest;
    private (int Id, long Asked, FramePart Area, int Width, int Height) _begun;

    public override bool TryBegin(in Moment now, FoundThings? things)
    {
        Row.Finder = things?.Row;
        if (things is null)
            return false;
        var tracks = things.Newest(now.Moves, out var boxes, out long run);
        if (run == 0)
            return false;
        // Of a picture that stands still a run numbers the things anew.
        if (run != _newest && !now.Moves)
            Forget(long.MaxValue);
        int next = -1, count = 0;
        long longest = run;
        for (int i = 0; i < tracks.Length && count < MostThings; i++)
        {
            if (!things.IsCalled(tracks[i].Box, of))
                continue;
            count++;
            var answer = Row.AnswerOf(tracks[i].Id);
            if (answer is not null)
                answer.Seen = run;
            if ((answer?.Asked ?? 0) < longest)
                (next, longest) = (i, answer?.Asked ?? 0);
        }
        if (run != _newest)
            Forget(run);
        _newest = run;
        // There is an answer, if only that nobody is there.
        Row.Output = Output;
        if (next < 0)
            return false;
        var part = things.Part(now.Frame.Width, now.Frame.Height);
        var area = BoxArea.Around(
            boxes[tracks[next].Found], part, (now.Frame.Width, now.Frame.Height), Live.Network.Parts.Preprocessing);
        var cut = area.Copy(now.Frame, ref _pixels);
        _begun = (tracks[next].Id, run, area.In(now.Frame), cut.Width, cut.Height);
        Begin(now, cut, device: null);
        return true;
    }

    protected override (Answer, string?, int) Said()
    {
        var answer = Row.AnswerOf(_begun.Id);
        bool isNew = answer is null;
        if (answer is null)
        {
            answer = _spare.TryPop(out var spare) ? spare : new ThingAnswer(Output.Reads);
            answer.Id = _begun.Id;
            Row.Things.Add(answer);
        }
        string before = answer.Answer.Said;
        var part = Live.Area.Seen(Read, _begun.Width, _begun.Height).Within(_begun.Area);
        answer.Take(Output, Read, Runs.Number, part, Live.Network.Parts.Preprocessing.FoundNothing(Read));
        (answer.Asked, answer.Seen) = (_begun.Asked, _newest);
        if (isNew || answer.Answer.Said != before)
            Tell();
        return (answer.Answer, of, answer.Id);
    }

    // What was said of things that are gone.
    private void Forget(long run)
    {
        bool gone = Row.Things.Count == 0;
        for (int i = Row.Things.Count - 1; i >= 0; i--)
        {
            if (run - Row.Things[i].Seen <= Patience)
                continue;
            _spare.Push(Row.Things[i]);
            Row.Things.RemoveAt(i);
            gone = true;
        }
        if (gone)
            Tell();
    }

    private void Tell()
    {
        string[] said = [.. Row.Things.Select(thing => thing.Answer.Said)];
        Row.Said = said.Length == 0 ? _nobody : said.Length > 1 && said.Distinct().Count() == 1 ? $"{said.Length} × {said[0]}"
            : string.Join(", ", said);
    }
}
