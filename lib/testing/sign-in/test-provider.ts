import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

/** What the provider says about somebody; a claim that is not there is not said. */
export type Person = { email?: string; email_verified?: unknown };
export type TestProvider = {
  issuer: string;
  /** By subject. Who is here can sign in; a test changes it at will. */
  people: Map<string, Person>;
  /** Of the studios that may use it. */
  origins: Set<string>;
  /** The settings of a studio that offers it. */
  settings: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string; OIDC_NAME: string };
  close(): Promise<void>;
};

const callbackPath = "/api/auth/callback/oidc";
const client = { id: "pixomax", secret: "a-secret-that-only-tests-have" };

/**
 * A real OpenID provider on loopback. Its page of sign-in is a form with one button for each person and one to cancel; PKCE is
 * required, consent is taken as given.
 */
export async function startTestProvider(): Promise<TestProvider> {
  const origins = new Set<string>();
  const people = new Map<string, Person>();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configure(people));
  // A studio's port is known once it runs, and it runs once it knows the provider.
  provider.Client.prototype.redirectUriAllowed = (address: string) =>
    [...origins].some((origin) => address === origin + callbackPath);
  const answer = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const isInteraction = request.url?.startsWith("/interaction/");
    const done = isInteraction
      ? interact(provider, people, request, response)
      : Promise.resolve(answer(request, response));
    done.catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  return {
    issuer,
    people,
    origins,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: "Museum",
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function configure(people: Map<string, Person>): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`http://127.0.0.1${callbackPath}`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "test", use: "sig" } as never] },
    cookies: { keys: ["only-for-tests"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: [] },
    findAccount: (_, sub) =>
      people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) } : undefined,
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  };
}

async function interact(
  provider: Provider,
  people: Map<string, Person>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chosen = new URL(request.url ?? "", "http://provider").searchParams.get("as");
  if (request.method === "POST" && chosen) {
    const stopped = { error: "access_denied", error_description: "The person said no" };
    const result = people.has(chosen) ? { login: { accountId: chosen } } : stopped;
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const { uid } = await provider.interactionDetails(request, response);
  const button = (as: string) =>
    `<form method="post" action="/interaction/${uid}?as=${as}"><button>${as}</button></form>`;
  response.writeHead(200, { "Content-Type": "text/html" });
  response.end(`<!doctype html><title>Provider</title>${[...people.keys(), "cancel"].map(button).join("")}`);
}
