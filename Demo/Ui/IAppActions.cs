using Cnn;

namespace Demo.Ui;

/// <summary>What keys and buttons do beyond the screen itself; the app gives it.</summary>
internal interface IAppActions
{
    /// <summary>Wipes the canvas.</summary>
    void Clear();

    /// <summary>Takes the last stroke back.</summary>
    void Undo();

    /// <summary>Makes the brush thicker by so many steps, or thinner.</summary>
    void ChangeBrush(int steps);

    void SwitchSource(int index);

    void NextSource();

    /// <summary>Opens the next file of the folder, or for −1 the previous one.</summary>
    void NextFile(int by);

    /// <summary>Exchanges left and right of what moves, or lets them be again.</summary>
    void Mirror();

    /// <summary>Winds a video.</summary>
    void Wind(TimeSpan by);

    /// <summary>Opens a model, a picture, a video or a folder, or a file that belongs to the view that is shown.</summary>
    void Open(string path);

    void SwitchBackend(int index);

    void NextBackend();

    /// <summary>The network takes pictures of the next size that it can take.</summary>
    void NextSize();

    /// <summary>Switches a network beside the opened one on, or off again.</summary>
    void SwitchCompanion(int index);

    /// <summary>Shows everything larger or smaller by steps; 0: as usual.</summary>
    void ChangeScale(int steps);

    void SaveScreenshot();

    /// <summary>Begins to record the window, or ends that.</summary>
    void Record();

    /// <summary>Makes a file of values of the network, beside the window, and says its name.</summary>
    /// <param name="nodes">Whose values have to be there.</param>
    /// <param name="take">Takes them on the window's thread; what it returns writes the file and returns its name.</param>
    void Export(IReadOnlyList<Node> nodes, Func<Func<string>> take);

    void Freeze();

    void StepOnce();

    /// <summary>A preprocessing switch has changed.</summary>
    void Rerun();

    /// <summary>Shows a line for a while.</summary>
    void Say(string message);

    void Quit();
}
