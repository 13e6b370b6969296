/** What can color photos, as COLORIZE_PROVIDER and COLORIZE_PROVIDERS name it. */
export const providerNames = ["embedded", "pixomax", "oip", "replicate", "fal", "edits"] as const;
export type ProviderName = (typeof providerNames)[number];

export type ChosenProviders = {
  COLORIZE_PROVIDER: ProviderName | "none";
  COLORIZE_PROVIDERS?: readonly ProviderName[];
};

/**
 * The providers of a studio, in the order in which they are tried; none where photos are not colorized. The list wins over the one
 * name, which always has a value.
 */
export function namedProviders({ COLORIZE_PROVIDER, COLORIZE_PROVIDERS }: ChosenProviders): readonly ProviderName[] {
  if (COLORIZE_PROVIDERS) return COLORIZE_PROVIDERS;
  return COLORIZE_PROVIDER === "none" ? [] : [COLORIZE_PROVIDER];
}

/** Whether photos wait for ENGINE_WORKERS here, and not for places that others have. */
export const hasOwnEngine = (settings: ChosenProviders): boolean =>
  namedProviders(settings).some((name) => name === "embedded" || name === "oip");
