using Cnn.Ops;

namespace Cnn;

/// <summary>Lets gradients and losses be written as formulas: <c>dy * y * (1 - y)</c> makes three nodes.</summary>
public static class Nodes
{
    /// <summary>A scalar constant.</summary>
    public static Node Scalar(float value) => new(new Constant(Tensor.Scalar(value)));

    /// <summary>Where a condition holds one value, else the other.</summary>
    public static Node Where(Node condition, Node then, Node otherwise) => new(new Where(), [condition, then, otherwise]);

    /// <summary>Which elements are less than a number.</summary>
    public static Node Less(Node x, float limit) => new(new Less(), [x, Scalar(limit)]);

    extension(Node)
    {
        /// <summary>Adds with broadcasting.</summary>
        public static Node operator +(Node a, Node b) => new(new Add(), [a, b]);

        /// <summary>Subtracts with broadcasting.</summary>
        public static Node operator -(Node a, Node b) => new(new Sub(), [a, b]);

        /// <summary>Multiplies with broadcasting.</summary>
        public static Node operator *(Node a, Node b) => new(new Mul(), [a, b]);

        /// <summary>Divides with broadcasting.</summary>
        public static Node operator /(Node a, Node b) => new(new Div(), [a, b]);

        /// <summary>Adds a number to each element.</summary>
        public static Node operator +(Node a, float b) => a + Scalar(b);

        /// <summary>Subtracts each element from a number.</summary>
        public static Node operator -(float a, Node b) => Scalar(a) - b;

        /// <summary>Multiplies each element by a number.</summary>
        public static Node operator *(Node a, float b) => a * Scalar(b);
    }
}
