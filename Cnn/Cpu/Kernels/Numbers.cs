namespace Cnn.Cpu.Kernels;

/// <summary>A number that the compiler knows: what a kernel has fewer of is left out of its machine code.</summary>
internal interface INumber
{
    static abstract int Value { get; }
}

internal struct Number1 : INumber { public static int Value => 1; }

internal struct Number2 : INumber { public static int Value => 2; }

internal struct Number3 : INumber { public static int Value => 3; }

internal struct Number4 : INumber { public static int Value => 4; }

internal struct Number5 : INumber { public static int Value => 5; }

internal struct Number7 : INumber { public static int Value => 7; }

internal struct Number8 : INumber { public static int Value => 8; }
