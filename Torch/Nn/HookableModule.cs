namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be watched and changed: a hook that returns null changes nothing.</summary>
        /// <typeparam name="TPreHook">Sees the module and its arguments before <c>forward</c>; may return other arguments.</typeparam>
        /// <typeparam name="TPostHook">Sees the module, its arguments and result; may return another result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            // Replaced as a whole, never changed, so that a hook may remove itself while it runs.
            TPreHook[] _preHooks = [];
            TPostHook[] _postHooks = [];

            protected HookableModule(string name) : base(name) { }

            private protected bool HasHooks => _preHooks.Length + _postHooks.Length > 0;

            private protected TPreHook[] PreHooks => _preHooks;

            private protected TPostHook[] PostHooks => _postHooks;

            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                _preHooks = [.. _preHooks, hook];
                return new(() => _preHooks = Without(_preHooks, hook));
            }

            public HookRemover register_forward_hook(TPostHook hook)
            {
                _postHooks = [.. _postHooks, hook];
                return new(() => _postHooks = Without(_postHooks, hook));
            }

            static T[] Without<T>(T[] hooks, T hook)
            {
                int at = Array.IndexOf(hooks, hook);
                return at < 0 ? hooks : [.. hooks[..at], .. hooks[(at + 1)..]];
            }

            /// <summary>Takes a hook off again.</summary>
            public sealed class HookRemover
            {
                Action? _remove;

                internal HookRemover(Action remove) => _remove = remove;

                public void remove()
                {
                    _remove?.Invoke();
                    _remove = null;
                }
            }
        }
    }
}
