namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public interface IModule<in T, out TResult>
        {
            TResult call(T input);
        }

        public interface IModule<in T1, in T2, out TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        public interface IModule<in T1, in T2, in T3, out TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module of one argument: define <see cref="forward"/>, use <see cref="call"/>, which also runs the hooks.</summary>
        public abstract class Module<T, TResult>(string name)
            : HookableModule<Func<Module<T, TResult>, T, T?>, Func<Module<T, TResult>, T, TResult, TResult?>>(name), IModule<T, TResult>
        {
            public abstract TResult forward(T input);

            public TResult call(T input)
            {
                if (!HasHooks) return forward(input);
                foreach (var hook in PreHooks) input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in PostHooks) result = hook(this, input, result) ?? result;
                return result;
            }
        }

        /// <summary>A module of two arguments.</summary>
        /// <inheritdoc cref="Module{T, TResult}"/>
        public abstract class Module<T1, T2, TResult>(string name)
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>,
                             Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult?>>(name),
              IModule<T1, T2, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2)
            {
                if (!HasHooks) return forward(input1, input2);
                foreach (var hook in PreHooks) (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                var result = forward(input1, input2);
                foreach (var hook in PostHooks) result = hook(this, input1, input2, result) ?? result;
                return result;
            }
        }

        /// <summary>A module of three arguments.</summary>
        /// <inheritdoc cref="Module{T, TResult}"/>
        public abstract class Module<T1, T2, T3, TResult>(string name)
            : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>,
                             Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult?>>(name),
              IModule<T1, T2, T3, TResult>
        {
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                if (!HasHooks) return forward(input1, input2, input3);
                foreach (var hook in PreHooks) (input1, input2, input3) = hook(this, input1, input2, input3) ?? (input1, input2, input3);
                var result = forward(input1, input2, input3);
                foreach (var hook in PostHooks) result = hook(this, input1, input2, input3, result) ?? result;
                return result;
            }
        }
    }
}
