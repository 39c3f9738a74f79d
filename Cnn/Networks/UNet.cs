namespace Cnn.Networks;

/// <summary>
/// U-Net: four halvings and four doublings, each of which is joined with the maps of its size from the way down, so that
/// every pixel gets a class. After Ronneberger et al. 2015, "U-Net: Convolutional networks for biomedical image
/// segmentation", with padded convolutions: the output is as large as the picture.
/// </summary>
public static class UNet
{
    /// <summary>
    /// Builds it for pictures [batch, channels, height, width], both at least 16; logits are [batch, classes, height, width].
    /// </summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="channels">The pictures' channels.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="maps">The maps of the first level; each level below has twice as many.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static Network Build(
        VariableSet variables, int height = 224, int width = 224, int batch = 1, int channels = 1, int classes = 2,
        int maps = 64, int seed = 1)
    {
        const int levels = 4;
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [batch, channels, height, width]);
        var x = input;
        var skipped = new Node[levels];
        for (int level = 0; level < levels; level++)
        {
            skipped[level] = Twice(b, x, maps << level, $"down{level + 1}");
            x = b.MaxPool(skipped[level], 2, name: $"down{level + 1}.pool");
        }
        x = Twice(b, x, maps << levels, "bottom");
        for (int level = levels - 1; level >= 0; level--)
        {
            var skip = skipped[level];
            string name = $"up{level + 1}";
            // An odd length lost its last element when it was halved; here it comes back.
            x = b.ConvTranspose(x, maps << level, 2, skip.Shape[2], skip.Shape[3], $"{name}.double");
            x = Twice(b, b.Concat([skip, x], $"{name}.concat"), maps << level, name);
        }
        var logits = b.Conv(x, classes, 1, "logits");
        return new Network(input, logits, b.Softmax(logits, axis: 1, name: "probabilities"));
    }

    private static Node Twice(GraphBuilder b, Node x, int maps, string name)
    {
        x = b.Relu(b.Conv(x, maps, 3, $"{name}.conv1", pad: 1), $"{name}.relu1");
        return b.Relu(b.Conv(x, maps, 3, $"{name}.conv2", pad: 1), $"{name}.relu2");
    }
}
