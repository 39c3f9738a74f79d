using System.Reflection;
using System.Runtime.ExceptionServices;
using Cnn.Backends;
using NUnit.Framework;

namespace Cnn.Tests.Library;

/// <summary>Whoever leaves an argument out is told so: nothing public answers null with a NullReferenceException.</summary>
public class NullTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly string[] Rooms = ["Cnn", "Cnn.Networks", "Cnn.Onnx", "Cnn.Preprocessing", "Cnn.Training"];

    public static IEnumerable<TestCaseData> Methods =>
        from type in typeof(Op).Assembly.GetExportedTypes()
        where Rooms.Contains(type.Namespace) && !type.IsSubclassOf(typeof(Exception)) && !type.ContainsGenericParameters
            // The compiler's own shapes of extension members are never called.
            && !type.Name.StartsWith('<')
        from method in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>()
        where (method.IsStatic || method is ConstructorInfo) && !method.ContainsGenericParameters && (!type.IsAbstract || method.IsStatic)
        let parameters = method.GetParameters()
        where parameters.All(p => !p.ParameterType.IsByRefLike && !p.ParameterType.IsByRef)
        from parameter in parameters
        where !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.NotNull
        select new TestCaseData(method, parameter.Position).SetArgDisplayNames($"{type.Name}.{method.Name}", parameter.Name!);

    [TestCaseSource(nameof(Methods))]
    public void Null_is_told(MethodBase method, int position)
    {
        object?[] arguments = [.. method.GetParameters().Select((p, i) => i == position ? null : Some(p.ParameterType))];
        try
        {
            object? made = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(null, arguments);
            (made as IDisposable)?.Dispose();
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException or CnnException)
        {
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
    }

    // A small thing of each kind.
    private static object? Some(Type type)
    {
        var x = new Node(new Input(new Shape(1, 1, 28, 28)), "x");
        return type == typeof(string) ? "nowhere"
            : type == typeof(Graph) || type.FullName == "Cnn.Graph" ? new Cnn.Graph([x])
            : type == typeof(Node) ? x
            : type == typeof(Op) ? new Cnn.Ops.Relu()
            : type == typeof(Shape) ? new Shape(2, 3)
            : type == typeof(Tensor) ? new Tensor(new Shape(2, 3))
            : type == typeof(VariableSet) ? new VariableSet()
            : type == typeof(Stream) ? new MemoryStream()
            : type == typeof(IBackend) ? new ReferenceBackend()
            : type == typeof(Cnn.Preprocessing.Recipe) ? new Cnn.Preprocessing.Recipe()
            : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
            : type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
