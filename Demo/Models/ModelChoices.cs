
using Cnn.Models;

namespace Demo.Models;

/// <summary>What a person chooses where a model file leaves it open, and how much the file may ask for.</summary>
internal sealed record ModelChoices(BindOptions Bind, ModelLimits Limits);
