namespace TorchSharp.Modules;

/// <summary>A module of one argument without parameters or buffers, such as an activation.</summary>
public abstract class ParameterLessModule<T, TResult>(string name) : torch.nn.Module<T, TResult>(name);

/// <summary>A module of two arguments without parameters or buffers, such as a loss.</summary>
public abstract class ParameterLessModule<T1, T2, TResult>(string name) : torch.nn.Module<T1, T2, TResult>(name);
