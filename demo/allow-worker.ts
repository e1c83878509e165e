interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/** Where the page's policy asks for Trusted Types, lets this one script through: the worker that msw registers. */
export function allowWorker(url: string): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createScriptURL: (asked) => (asked === url ? asked : null) });
}
