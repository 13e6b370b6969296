import "server-only";
import { type OfferedWay, type ProviderName, providerNames, type SignInWay } from "../../contract/accounts/sign-in";
import type { Settings } from "../../env/settings-schema";

type Named = Pick<
  Settings,
  | "SMTP_URL"
  | "GITHUB_CLIENT_ID"
  | "GITHUB_CLIENT_SECRET"
  | "GOOGLE_CLIENT_ID"
  | "GOOGLE_CLIENT_SECRET"
  | "OIDC_ISSUER"
  | "OIDC_CLIENT_ID"
  | "OIDC_CLIENT_SECRET"
  | "OIDC_NAME"
>;

/** The ways to sign in that the settings allow, in the order of the page. A link by mail needs a server that sends mail. */
export function listSignInWays(settings: Named): OfferedWay[] {
  const ways: (OfferedWay & { isSet: boolean })[] = [
    { way: "password", name: "Password", isSet: true },
    { way: "email", name: "Email", isSet: Boolean(settings.SMTP_URL) },
    { way: "github", name: "GitHub", isSet: Boolean(settings.GITHUB_CLIENT_ID && settings.GITHUB_CLIENT_SECRET) },
    { way: "google", name: "Google", isSet: Boolean(settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET) },
    {
      way: "oidc",
      name: settings.OIDC_NAME,
      isSet: Boolean(settings.OIDC_ISSUER && settings.OIDC_CLIENT_ID && settings.OIDC_CLIENT_SECRET),
    },
  ];
  return ways.filter(({ isSet }) => isSet).map(({ way, name }) => ({ way, name }));
}

export const isProvider = (way: string): way is ProviderName => providerNames.some((name) => name === way);

/** Those that are accounts elsewhere. */
export function listProviders(settings: Named): { provider: ProviderName; name: string }[] {
  return listSignInWays(settings).flatMap(({ way, name }) => (isProvider(way) ? [{ provider: way, name }] : []));
}

/** How a way is called, also one that is no longer offered. */
export function nameWay(way: SignInWay | string, { OIDC_NAME }: Pick<Settings, "OIDC_NAME">): string {
  const names: Partial<Record<string, string>> = { github: "GitHub", google: "Google", oidc: OIDC_NAME };
  return names[way] ?? way;
}
