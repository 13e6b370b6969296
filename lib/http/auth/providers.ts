import "server-only";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { listProviders } from "../../accounts/sign-in/list-sign-in-ways";
import type { ProviderName } from "../../contract/accounts/sign-in";
import type { Settings } from "../../env/settings-schema";

type Provider = OAuthConfig<Record<string, unknown>>;
const githubSeconds = 5;
const checks: Provider["checks"] = ["pkce", "state", "nonce"];

/** The services that the settings name, for next-auth, which checks state, nonce, PKCE and the signature of what they say. */
export function createProviders(settings: Settings): Provider[] {
  return listProviders(settings).map(({ provider }) => makers[provider](settings));
}

const makers: Record<ProviderName, (settings: Settings) => Provider> = {
  github: (settings) => ({
    ...(GitHubProvider({ clientId: "", clientSecret: "" }) as unknown as Provider),
    // Its own options would win over these.
    options: undefined,
    clientId: settings.GITHUB_CLIENT_ID,
    clientSecret: settings.GITHUB_CLIENT_SECRET,
    checks: ["pkce", "state"],
    userinfo: {
      url: "https://api.github.com/user",
      request: async ({ client, tokens }) => {
        const profile = await client.userinfo(tokens.access_token ?? "");
        return { ...profile, emails: await readGitHubEmails(tokens.access_token ?? "") };
      },
    },
    profile: ({ id }) => ({ id: String(id) }),
  }),
  google: (settings) => ({
    ...(GoogleProvider({ clientId: "", clientSecret: "" }) as unknown as Provider),
    options: undefined,
    clientId: settings.GOOGLE_CLIENT_ID,
    clientSecret: settings.GOOGLE_CLIENT_SECRET,
    checks,
    profile: ({ sub }) => ({ id: String(sub) }),
  }),
  oidc: (settings) => ({
    id: "oidc",
    name: settings.OIDC_NAME,
    type: "oauth",
    wellKnown: `${settings.OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: settings.OIDC_CLIENT_ID,
    clientSecret: settings.OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks,
    userinfo: {
      // Many services put the address into the answer to this question alone. It must be about the one whom the token names,
      // which the client checks.
      request: async ({ client, tokens }) => {
        const claims = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(tokens as never) : {};
        return { ...claims, ...readClaims(tokens) };
      },
    },
    profile: ({ sub }) => ({ id: String(sub) }),
  }),
};

/** The claims of an ID token that next-auth has verified. */
function readClaims(tokens: unknown): Record<string, unknown> & { sub: string } {
  if (typeof tokens === "object" && tokens !== null && "claims" in tokens && typeof tokens.claims === "function")
    return tokens.claims.call(tokens);
  throw new TypeError("The provider sent no ID token");
}

const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** Its profile has an address only when that is public, and does not say whether it is verified. */
async function readGitHubEmails(token: string): Promise<z.infer<typeof emailsSchema>> {
  const answer = await fetch("https://api.github.com/user/emails", {
    headers: { Accept: "application/vnd.github+json", Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(githubSeconds * 1000),
  });
  return answer.ok ? emailsSchema.parse(await answer.json()) : [];
}
