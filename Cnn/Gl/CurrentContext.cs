namespace Cnn.Gl;

/// <summary>
/// Makes sure that OpenGL is called where its context is current: on another thread, or while another context is, its calls do
/// nothing or change that one, without a word.
/// </summary>
/// <param name="headless">A context that can be made current; null: a window's, which belongs to the thread that made this.</param>
internal sealed class CurrentContext(HeadlessContext? headless)
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether its backend is gone.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Makes the context current unless it is.</summary>
    /// <exception cref="GlException">It was disposed, or is current on another thread.</exception>
    public void Require()
    {
        if (IsDisposed)
            throw new GlException("the gl backend was disposed; keep it as long as its sessions");
        if (headless is not null)
            headless.Require();
        else if (Environment.CurrentManagedThreadId != _thread)
            throw new GlException("OpenGL was called on another thread than its window's; after an await, work may go on on another one");
    }

    /// <summary>The same, for whoever frees things: where it is not to be had they go with the context.</summary>
    public bool IsToBeHad()
    {
        try
        {
            Require();
            return true;
        }
        catch (GlException)
        {
            return false;
        }
    }

    public void Dispose() => IsDisposed = true;
}
