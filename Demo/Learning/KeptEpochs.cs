using System.Collections.Immutable;
using Cnn;
using Cnn.Training;

namespace Demo.Learning;

/// <summary>What a network was after an epoch.</summary>
/// <param name="Epoch">Its number; 0 is before anything was learnt.</param>
/// <param name="Weights">The network's weights.</param>
/// <param name="HeldOut">What it said of the pictures that it is tested with; null of epoch 0.</param>
internal sealed record KeptEpoch(int Epoch, Weights Weights, Evaluation? HeldOut);

/// <summary>Weights of epochs, to go back to: of so many at most, of a longer training of every second epoch, every fourth …</summary>
/// <param name="most">How many are kept; even.</param>
internal sealed class KeptEpochs(int most = 64)
{
    private int _every = 1;

    /// <summary>The epochs, oldest first.</summary>
    public ImmutableArray<KeptEpoch> Epochs { get; private set; } = [];

    /// <summary>Adds the next epoch, if it is one of those that are kept.</summary>
    /// <param name="epoch">Its number.</param>
    /// <param name="weights">All weights.</param>
    /// <param name="names">Those of the network: the optimiser's moments are not kept.</param>
    /// <param name="heldOut">What was said of the pictures to test with.</param>
    public void Add(int epoch, Weights weights, IEnumerable<string> names, Evaluation? heldOut)
    {
        if (epoch % _every != 0)
            return;
        if (Epochs.Length == most)
        {
            _every *= 2;
            Epochs = [.. Epochs.Where(kept => kept.Epoch % _every == 0)];
            if (epoch % _every != 0)
                return;
        }
        var network = new VariableSet();
        network.Write(names.Select(name => KeyValuePair.Create(name, weights[name])));
        Epochs = Epochs.Add(new KeptEpoch(epoch, network.Published, heldOut));
    }
}
