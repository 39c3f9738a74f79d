namespace Demo.Ui;

/// <summary>Changes which unit is chosen, and keeps the choice inside the network.</summary>
internal readonly struct UnitChoice(Scene scene)
{
    public void Choose(int layer, int channel)
    {
        var state = scene.State;
        if (state.Layer != layer || state.Channel != channel)
            state.Pixel = null;
        if (state.Layer != layer)
            state.Scroll = 0;
        (state.Layer, state.Channel, state.HasChosen) = (layer, channel, true);
    }

    /// <summary>Goes to another map of the layer, around at the ends.</summary>
    public void Channel(int step)
    {
        int channels = scene.Chosen.Channels;
        Choose(scene.State.Layer, (scene.State.Channel + step + channels) % channels);
    }

    /// <summary>Goes to another layer, to the map at the same height.</summary>
    public void Layer(int step)
    {
        int layer = Math.Clamp(scene.State.Layer + step, 0, scene.Network.Layers.Length - 1);
        int channels = scene.Network.Layers[layer].Channels;
        int channel = (int)((scene.State.Channel + 0.5) * channels / scene.Chosen.Channels);
        Choose(layer, Math.Clamp(channel, 0, channels - 1));
    }
}
