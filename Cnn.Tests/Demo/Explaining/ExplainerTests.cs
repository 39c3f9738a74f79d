using Cnn.Cpu;
using Cnn.Preprocessing;
using Demo.Explaining;
using Demo.Outputs;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>What answers beside the window: the same as alone, of the newest picture, and never of none.</summary>
public class ExplainerTests
{
    private readonly ExplainMethod _cam = ExplainMethod.Of("gradcam"), _occlusion = ExplainMethod.Of("occlusion");

    [Test]
    public void An_answer_is_what_the_method_says_alone()
    {
        using var stage = Stage.OfLeNet();
        var (question, picture) = Question(stage);
        using var explainer = new Explainer(inTicks: true);
        explainer.Ask(question, picture, [_cam]);
        explainer.Tick();
        var shown = new Explanation(_cam);
        Assert.That(explainer.TryTake(shown), Is.True);
        Assert.That(explainer.TryTake(shown), Is.False, "it is taken once");

        using var backend = new CpuBackend(threads: 1);
        using var alone = new ExplainRun(_cam, stage.Network.Parts, backend);
        alone.Begin(picture, question.Score.Place);
        while (!alone.Step()) { }
        Assert.That(new Closeness().Difference(alone.Attribution.Map, shown.Map!), Is.Null);
        Assert.That(shown.Says, Does.Contain(question.Score.Label));
    }

    [Test]
    public void Integrated_gradients_say_what_they_sum_up_to()
    {
        using var stage = Stage.OfLeNet();
        var (question, picture) = Question(stage);
        using var explainer = new Explainer(inTicks: true);
        var shown = new Explanation(ExplainMethod.Of("integrated"));
        explainer.Ask(question, picture, [shown.Method]);
        for (int tick = 0; tick < 40; tick++)
            explainer.Tick();
        Assert.That(explainer.TryTake(shown), Is.True);
        var (sum, gain) = shown.Total!.Value;
        Assert.That(Math.Abs(gain), Is.GreaterThan(0.01));
        Assert.That(sum, Is.EqualTo(gain).Within(0.02 * Math.Abs(gain)));
    }

    [Test]
    public void A_film_does_not_keep_a_slow_method_from_answering()
    {
        using var stage = Stage.OfLeNet();
        var (question, picture) = Question(stage);
        using var explainer = new Explainer(inTicks: true);
        var shown = new Explanation(_occlusion);
        int answers = 0, most = 0;
        for (int frame = 0; frame < 60; frame++)
        {
            picture.Floats[400] = frame / 60f;
            explainer.Ask(question, picture, [_occlusion]);
            explainer.Tick();
            answers += explainer.TryTake(shown) ? 1 : 0;
            most = Math.Max(most, shown.Runs.Done);
        }
        Assert.That(answers, Is.GreaterThan(3));
        // With the frame held it becomes as fine as it gets, and rests.
        for (int tick = 0; tick < 200; tick++)
            explainer.Tick();
        Assert.That(explainer.TryTake(shown), Is.True);
        Assert.That(shown.Runs.Done, Is.EqualTo(shown.Runs.Of).And.GreaterThan(most));
        explainer.Tick();
        Assert.That(explainer.TryTake(shown), Is.False);
    }

    [Test]
    public void Another_class_that_a_person_chooses_is_answered_at_once()
    {
        using var stage = Stage.OfLeNet();
        var (question, picture) = Question(stage);
        using var explainer = new Explainer(inTicks: true);
        explainer.Ask(question, picture, [_occlusion]);
        explainer.Tick();
        var other = question with { Score = stage.Network.Parts.Output.ScoreOf(7)!.Value, ByPerson = true };
        explainer.Ask(other, picture, [_occlusion]);
        var shown = new Explanation(_occlusion);
        for (int tick = 0; tick < 10; tick++)
            explainer.Tick();
        Assert.That(explainer.TryTake(shown), Is.True);
        Assert.That(shown.Says, Does.Contain(" 7 "));
    }

    [Test]
    public void On_its_thread_it_answers_and_ends_with_whoever_asked()
    {
        using var stage = Stage.OfLeNet();
        var (question, picture) = Question(stage);
        var (cam, occlusion) = (new Explanation(_cam), new Explanation(_occlusion));
        using (var explainer = new Explainer(inTicks: false))
        {
            explainer.Ask(question, picture, [_cam, _occlusion]);
            Assert.That(() => explainer.TryTake(cam) | explainer.TryTake(occlusion) && cam.Map is not null && occlusion.Map is not null,
                Is.True.After(60_000, 5));
            explainer.Ask(null, null, []);
        }
        Assert.That(occlusion.Runs.Of, Is.GreaterThan(100));
    }

    [Test]
    public void A_network_without_scores_is_refused_once_and_in_words()
    {
        using var stage = Stage.OfMask();
        using var other = Stage.OfLeNet();
        var (question, _) = Question(other);
        var parts = stage.Network.Parts;
        using var explainer = new Explainer(inTicks: true);
        explainer.Ask(question with { Parts = parts }, stage.Read(parts.Preprocessing.Output), [_cam]);
        explainer.Tick();
        var shown = new Explanation(_cam);
        Assert.That(explainer.TryTake(shown), Is.True);
        Assert.That((shown.IsFault, shown.Map), Is.EqualTo((true, (Tensor?)null)));
        Assert.That(shown.Says, Does.Contain("has no score to explain"));
        explainer.Tick();
        Assert.That(explainer.TryTake(shown), Is.False);
    }

    [Test]
    public void Single_pixels_are_summed_to_be_seen_and_a_few_do_not_take_all_colour()
    {
        var map = new Tensor([1, 1, 225, 300]);
        map.Floats.Fill(1);
        map.Floats[0] = 1000;
        var shape = ShownMap.ShapeOf(map.Shape, fine: true);
        Assert.That(shape, Is.EqualTo(new Shape(1, 1, 75, 100)));
        var shown = new Tensor(shape);
        ShownMap.Fill(map, fine: true, shown);
        Assert.That(shown.Floats.ToArray(), Is.All.EqualTo(9));
        Assert.That(ShownMap.ShapeOf(map.Shape, fine: false), Is.EqualTo(map.Shape));
    }

    private static (ExplainQuestion Question, Tensor Picture) Question(Stage stage)
    {
        var parts = stage.Network.Parts;
        var score = parts.Output.Likeliest(stage.Scene.Values)!.Value;
        return (new ExplainQuestion(parts, score, false, FramePart.Whole, false), stage.Read(parts.Preprocessing.Output).Clone());
    }
}
