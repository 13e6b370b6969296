import { type ChosenProviders, namedProviders } from "./provider-names";
import { readRemoteModel } from "./remote-model";

/** The settings of the providers that have any. */
export type ProviderSettings = ChosenProviders & {
  COLORIZE_MODEL_LARGE?: string;
  COLORIZE_MODEL_TINY?: string;
  PIXOMAX_URL?: string;
  PIXOMAX_API_KEY?: string;
  REPLICATE_URL?: string;
  REPLICATE_API_TOKEN?: string;
  FAL_URL: string;
  FAL_KEY?: string;
  EDITS_URL?: string;
  EDITS_API_KEY?: string;
};
type Refuse = (name: keyof ProviderSettings, message: string) => void;

/** Reports what a provider lacks that photos are given to, and a key that others on the network could read. */
export function refuseProviders(settings: ProviderSettings, refuse: Refuse): void {
  const used = new Set(namedProviders(settings));
  const { COLORIZE_MODEL_LARGE, COLORIZE_MODEL_TINY, REPLICATE_URL, REPLICATE_API_TOKEN, FAL_URL, FAL_KEY } = settings;
  const { EDITS_URL, EDITS_API_KEY } = settings;
  const given = (name: string) => `when photos are given to the provider ${name}`;
  if (used.has("pixomax")) {
    for (const name of ["PIXOMAX_URL", "PIXOMAX_API_KEY"] as const)
      if (!settings[name]) refuse(name, `must be set ${given("pixomax")}`);
  }
  if (used.has("oip") && !readRemoteModel(COLORIZE_MODEL_LARGE) && !readRemoteModel(COLORIZE_MODEL_TINY))
    refuse("COLORIZE_MODEL_LARGE", `or COLORIZE_MODEL_TINY must begin with oip: ${given("oip")}`);
  if (used.has("replicate") && !REPLICATE_URL && !REPLICATE_API_TOKEN)
    refuse("REPLICATE_API_TOKEN", `must be set ${given("replicate")}, unless REPLICATE_URL is a container`);
  if (used.has("fal") && !FAL_KEY) refuse("FAL_KEY", `must be set ${given("fal")}`);
  if (used.has("edits") && !EDITS_URL) refuse("EDITS_URL", `must be set ${given("edits")}`);
  if (EDITS_API_KEY && !EDITS_URL) refuse("EDITS_URL", "must be set together with EDITS_API_KEY");
  if (REPLICATE_API_TOKEN && isReadable(REPLICATE_URL))
    refuse("REPLICATE_URL", "must start with https:// where REPLICATE_API_TOKEN is set; a container needs no token");
  if (FAL_KEY && isReadable(FAL_URL)) refuse("FAL_URL", "must start with https:// where FAL_KEY is set");
  if (EDITS_API_KEY && isReadable(EDITS_URL))
    refuse("EDITS_URL", "must start with https:// where EDITS_API_KEY is set");
}

const isReadable = (url: string | undefined): boolean => url?.startsWith("http:") === true && !isLoopback(url);

/** Whether a URL leads to this machine, where nobody else reads what is sent. */
export const isLoopback = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
