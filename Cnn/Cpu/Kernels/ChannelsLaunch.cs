using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>Gathers channels of packed maps into another packed map. A task is a pack's map.</summary>
internal sealed unsafe class ChannelsLaunch : Launch
{
    // So many places at a time, that what is read and written stays in the first-level cache.
    private const int Block = 64;

    // Neighbouring lanes of a pack of the output that are neighbours where they come from: which tensor, and how far in it.
    private readonly record struct LaneRun(int Tensor, long From, int Lane, int Length);

    private readonly LaneRun[][] _runs;

    /// <param name="node">The node it works for.</param>
    /// <param name="sources">Of each channel of each image where it comes from.</param>
    /// <param name="maps">The maps that those are of.</param>
    /// <param name="inputs">Where these lie, packed.</param>
    /// <param name="output">The output, packed.</param>
    public ChannelsLaunch(Node node, MapChannel[] sources, Node[] maps, CpuTensor[] inputs, CpuTensor output)
        : base(node, "channels", inputs, output)
    {
        int channels = output.Shape[1];
        _runs = [.. Enumerable.Range(0, Tasks).Select(task =>
        {
            int first = task / output.Packs * channels + task % output.Packs * output.Lanes;
            int count = Math.Min(output.Lanes, channels - task % output.Packs * output.Lanes);
            return Runs(sources.AsSpan(first, count), maps, inputs);
        })];
    }

    /// <summary>Plans a map of moved channels, if those lie packed.</summary>
    public static bool Plan(NodePlanner p, MapChannel[] sources)
    {
        Node[] maps = [.. sources.Select(s => s.Map).Distinct()];
        if (!maps.All(map => p.LayoutOf(map) == CpuLayout.Packed))
            return false;
        CpuTensor[] inputs = [.. maps.Select(map => p.ValueOf(map, CpuLayout.Packed))];
        p.Launch(new ChannelsLaunch(p.Node, sources, maps, inputs, p.Output(CpuLayout.Packed)));
        return true;
    }

    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        int lanes = Written.Lanes, plane = Written.Plane;
        float* y = Written.Floats + task * Written.PackStride;
        for (int begin = 0; begin < plane; begin += Block)
        {
            int end = Math.Min(plane, begin + Block);
            foreach (var run in _runs[task])
            {
                float* from = Reads[run.Tensor].Floats + run.From, to = y + run.Lane;
                if (run.Length == 1)
                    for (int i = begin * lanes; i < end * lanes; i += lanes)
                        to[i] = from[i];
                else
                    for (int i = begin * lanes; i < end * lanes; i += lanes)
                        for (int lane = 0; lane < run.Length; lane++)
                            to[i + lane] = from[i + lane];
            }
        }
    }

    private static LaneRun[] Runs(ReadOnlySpan<MapChannel> sources, Node[] maps, CpuTensor[] inputs)
    {
        var runs = new List<LaneRun>();
        for (int lane = 0; lane < sources.Length; lane++)
        {
            int tensor = Array.IndexOf(maps, sources[lane].Map);
            var input = inputs[tensor];
            int image = sources[lane].Channel / input.Shape[1], channel = sources[lane].Channel % input.Shape[1];
            long from = image * input.ImageStride + channel / input.Lanes * input.PackStride + channel % input.Lanes;
            bool isNext = runs.Count > 0 && runs[^1].Tensor == tensor && runs[^1].From + runs[^1].Length == from;
            if (isNext && channel % input.Lanes > 0 && runs[^1] is var last)
                runs[^1] = last with { Length = last.Length + 1 };
            else
                runs.Add(new(tensor, from, lane, 1));
        }
        return [.. runs];
    }
}
