import "server-only";
import { connectSignIn } from "../../accounts/sign-in/connected-sign-ins";
import { type ProviderIdentity, signInWithProvider } from "../../accounts/sign-in/sign-in-with-provider";
import { originOf } from "../../accounts/sign-in/start-session";
import type { ConnectOutcome, ProviderName } from "../../contract/accounts/sign-in";
import { currentConsentVersion } from "../../legal/consent";
import { isSignUpOpen, readAllowance } from "../studio/sign-up-rules";
import { studio } from "../studio/studio";
import { admit, type SignInOutcome } from "./admit";
import { isConnecting, readConnectIntent } from "./connect-intent";
import type { Exchange } from "./device-cookie";
import { readIdentity } from "./read-identity";
import { readDeviceVisit, readVisit } from "./visit";

/**
 * Signs in whom another service vouches for, or connects the two accounts where the flow was started for that. `profile` is what
 * next-auth has verified. Null when nobody is signed in; `outcome` says why.
 */
export async function enterWithProvider(
  provider: ProviderName,
  profile: unknown,
  exchange: Exchange,
  outcome: SignInOutcome,
): Promise<{ id: string } | null> {
  const { db, settings, log } = studio();
  try {
    const identity = readIdentity(provider, profile);
    if (isConnecting(exchange)) {
      outcome.connect = await connect(identity, exchange);
      return null;
    }
    const { devices, ...visit } = await readDeviceVisit(studio(), exchange);
    const consentVersion = await currentConsentVersion(studio());
    const rules = { isOpen: isSignUpOpen(settings), allowance: readAllowance(settings), log, consentVersion };
    const entered = await signInWithProvider(db, identity, rules, visit);
    if ("problem" in entered) {
      outcome.problem = entered.problem;
      return null;
    }
    return await admit(entered, devices, exchange, outcome);
  } catch (error) {
    log.error({ err: error, provider }, "sign-in by another service failed");
    outcome.problem = "unknown";
    return null;
  }
}

async function connect(identity: ProviderIdentity, exchange: Exchange): Promise<ConnectOutcome> {
  const { db, settings } = studio();
  const user = await readConnectIntent(studio(), identity.provider, exchange);
  if (!user) return "failed";
  const visit = readVisit(studio(), exchange.request.headers);
  const change = { settings, mail: visit.mail, origin: originOf(user, visit), now: visit.now };
  return connectSignIn(db, user.id, identity, change);
}
