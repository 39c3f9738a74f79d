namespace Demo.Ui;

/// <summary>Changes which unit is chosen, and keeps the choice inside the network.</summary>
internal readonly struct UnitChoice(Scene scene)
{
    public void Choose(int layer, int channel)
    {
        var state = scene.State;
        if (state.Layer != layer || state.Channel != channel)
            (state.Pixel, state.Kernel) = (null, null);
        if (state.Layer != layer)
            state.ScrollOf(Scrolled.Grid).Rewind();
        (state.Layer, state.Channel, state.HasChosen) = (layer, channel, true);
    }

    /// <summary>Goes to what lies beside or above: of maps in a grid another one, of columns a layer or a map.</summary>
    public void Move(int right, int down)
    {
        int across = scene.State.Across, next = scene.State.Channel + right + down * across;
        if (across == 0 && right != 0)
            Layer(right);
        else if (across == 0)
            Channel(down);
        else if (next >= 0 && next < scene.Chosen.Channels)
            Choose(scene.State.Layer, next);
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
