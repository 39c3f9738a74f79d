using System.Runtime.ExceptionServices;

namespace Cnn.Tests.Platform;

/// <summary>A new thread for one thing: OpenGL's current context is a thread's.</summary>
internal static class OwnThread
{
    /// <summary>Does it and throws what it throws; false when it is not done by then.</summary>
    public static bool Run(Action action, TimeSpan? patience = null)
    {
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        })
        { IsBackground = true };
        thread.Start();
        bool done = thread.Join(patience ?? Timeout.InfiniteTimeSpan);
        error?.Throw();
        return done;
    }
}
