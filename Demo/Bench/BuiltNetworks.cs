using Cnn;
using Cnn.Networks;

namespace Demo.Bench;

/// <summary>The networks of the library's own builders, with random weights, by the names that people give.</summary>
internal static class BuiltNetworks
{
    private static readonly Dictionary<string, Func<VariableSet, Graph>> Builders = new()
    {
        ["lenet"] = variables => LeNet.Build(variables).Graph,
        ["squeezenet"] = variables => SqueezeNet.Build(variables).Graph,
        ["mobilenetv2"] = variables => MobileNetV2.Build(variables).Graph,
        ["resnet18"] = variables => ResNet18.Build(variables).Graph,
        ["shufflenetv2"] = variables => ShuffleNetV2.Build(variables).Graph,
        ["mobilenetv3"] = variables => MobileNetV3Small.Build(variables).Graph,
        ["efficientnetb0"] = variables => EfficientNetB0.Build(variables).Graph,
        ["densenet121"] = variables => DenseNet121.Build(variables).Graph,
        ["unet"] = variables => UNet.Build(variables, classes: 2, maps: 16).Graph,
        ["tinyyolo"] = variables => TinyYolo.Build(variables),
    };

    /// <summary>The names with commas, for help and errors.</summary>
    public static string Names { get; } = string.Join(", ", Builders.Keys);

    /// <summary>Builds a network; null if no builder has the name.</summary>
    public static (Graph Graph, VariableSet Variables)? Find(string name)
    {
        if (!Builders.TryGetValue(name, out var build))
            return null;
        var variables = new VariableSet();
        return (build(variables), variables);
    }
}
