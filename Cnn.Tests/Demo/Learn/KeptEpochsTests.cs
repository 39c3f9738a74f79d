using Demo.Learning;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Learn;

/// <summary>Epochs to go back to take bounded memory, however long a training is.</summary>
public class KeptEpochsTests
{
    [Test]
    public void Of_a_long_training_fewer_epochs_are_kept()
    {
        var (kept, variables) = (new KeptEpochs(most: 4), new VariableSet());
        variables.Write("moment", new Tensor([1000]));
        for (int epoch = 0; epoch <= 21; epoch++)
        {
            variables.Write("weight", Tensor.Vector((float)epoch));
            kept.Add(epoch, variables.Published, ["weight"], null);
            Assert.That(kept.Epochs, Has.Length.LessThanOrEqualTo(4));
        }
        Assert.That(kept.Epochs.Select(e => e.Epoch), Is.EqualTo(new[] { 0, 8, 16 }));
        Assert.That(kept.Epochs.Select(e => e.Weights["weight"].Floats[0]), Is.EqualTo(new[] { 0f, 8, 16 }));
        Assert.That(kept.Epochs[0].Weights.Contains("moment"), Is.False);
    }
}
