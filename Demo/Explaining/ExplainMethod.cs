using System.Collections.Immutable;
using Cnn.Explain;

namespace Demo.Explaining;

/// <summary>A way to ask why, as people choose it: by a word on the command line, by a name in the window.</summary>
/// <param name="Word">The word.</param>
/// <param name="Name">The name.</param>
/// <param name="Says">What its colours say, a sentence; {0} is what the score is of.</param>
/// <param name="IsFine">Whether each pixel has a value of its own; its neighbours' are summed to be seen.</param>
/// <param name="Make">Makes it.</param>
internal sealed record ExplainMethod(string Word, string Name, string Says, bool IsFine, Func<ExplainedScore, Attribution> Make)
{
    /// <summary>All of them, in the order of the window's keys.</summary>
    public static ImmutableArray<ExplainMethod> All { get; } =
    [
        new("gradcam", "Grad-CAM", "Warm places speak for {0}, say the network's last feature maps.", false,
            score => new GradCam(score)),
        new("gradcam++", "Grad-CAM++", "Warm places speak for {0}; several things in the picture count alike.", false,
            score => new GradCamPlusPlus(score)),
        new("hirescam", "HiResCAM", "Warm places speak for {0}, each looked at by itself: for a detector's box.", false,
            score => new HiResCam(score)),
        new("guided", "guided", "Warm edges go with {0}, traced back through all layers.", true,
            score => new GuidedBackpropagation(score)),
        new("gradient", "gradient × input", "Blue adds to the score of {0}, orange takes from it, as far as small changes tell.", true,
            score => new GradientTimesInput(score)),
        new("occlusion", "occlusion", "Blue: covered there, the score of {0} falls. Orange: it rises.", false,
            score => new Occlusion(score)),
        new("integrated", "integrated", "Blue adds to the score of {0}, orange takes from it, from an empty picture on to this one.", true,
            score => new IntegratedGradients(score)),
    ];

    /// <summary>The method with a word.</summary>
    public static ExplainMethod Of(string word) => All.First(method => method.Word == word);
}
