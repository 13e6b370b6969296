import { isIP } from "node:net";
import type { Finding } from "../contract/admin/settings-answers";
import type { Settings } from "../env/settings-schema";

type Facts = {
  settings: Settings;
  /** What photos may still take up on the disk of DATA_DIR. */
  usableBytes: number;
  now: Date;
};
type Name = keyof Settings & string;

const gigabyte = 1_000_000_000;
/** About a day of a busy studio: time enough to make room. */
const littleRoom = 5 * gigabyte;

/** What is wrong, risky or worth knowing about the settings and the machine, each with what to do; the worst first. */
export function explainSettings(facts: Facts): Finding[] {
  const findings = [
    ...findHalfPayments(facts.settings),
    ...findAddressFaults(facts.settings),
    ...findRoomFaults(facts),
    ...findClosedDoors(facts),
    ...findMissing(facts.settings),
  ];
  const order = ["wrong", "risky", "note"];
  return findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** One of Stripe's keys without the other. The studio starts with it, and sells nothing; other halves it refuses at the start. */
function findHalfPayments(settings: Settings): Finding[] {
  const names = ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"] as const;
  const missing = names.filter((name) => !settings[name]);
  if (missing.length !== 1) return [];
  const says = `Selling credits is off: ${missing[0]} must be set too.`;
  return [{ level: "wrong", names: [...names], says, todo: `Set ${missing[0]}.` }];
}

const isLocal = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

function findAddressFaults({ HOST, PUBLIC_URL, TRUST_PROXY, STRIPE_SECRET_KEY }: Settings): Finding[] {
  const found: Finding[] = [];
  const add = (level: Finding["level"], names: Name[], says: string, todo: string) =>
    found.push({ level, names, says, todo });
  const opened = !isLocal(HOST);
  const url = PUBLIC_URL ? new URL(PUBLIC_URL) : null;
  if (opened && !url)
    add(
      "risky",
      ["PUBLIC_URL", "HOST"],
      "Other machines can open the studio, and it does not know its own address: links in mails and webhooks lead to localhost.",
      "Set PUBLIC_URL to the address people use.",
    );
  if (url?.protocol === "http:" && !isLocal(url.hostname))
    add(
      "risky",
      ["PUBLIC_URL"],
      "Passwords, keys and photos cross the network readable for everybody on the way.",
      "Put TLS in front of the studio and set PUBLIC_URL to its https address; deploy/README.md says how.",
    );
  if (url?.protocol === "https:" && !TRUST_PROXY)
    add(
      "risky",
      ["TRUST_PROXY", "PUBLIC_URL"],
      "Behind your proxy all visitors have its address, so one who guesses passwords uses up everybody's attempts.",
      "Set TRUST_PROXY=true if the proxy sets X-Forwarded-For, -Host and -Proto.",
    );
  if (TRUST_PROXY && opened && !url)
    add(
      "risky",
      ["TRUST_PROXY", "HOST"],
      "Whoever reaches the studio without the proxy can say to come from any address, and no limit by address holds.",
      "Let only the proxy reach it: HOST=127.0.0.1, or a firewall. Without a proxy set TRUST_PROXY=false.",
    );
  if (STRIPE_SECRET_KEY?.includes("_live_") && url?.protocol !== "https:")
    add(
      "wrong",
      ["STRIPE_SECRET_KEY", "PUBLIC_URL"],
      "Stripe's live mode sends its events to https addresses only: what people pay for never arrives.",
      "Set PUBLIC_URL to the studio's https address.",
    );
  return found;
}

function findRoomFaults({ usableBytes }: Facts): Finding[] {
  if (usableBytes >= littleRoom) return [];
  const isFull = usableBytes <= 0;
  const left = `${Math.max(0, usableBytes / gigabyte).toFixed(1)} GB`;
  const says = isFull
    ? "The disk is full: new photos are refused."
    : `Photos have ${left} left on the disk of DATA_DIR.`;
  const todo = "Make room, keep photos for a shorter time, or move DATA_DIR to a larger disk.";
  return [{ level: isFull ? "wrong" : "risky", names: ["DATA_DIR", "MIN_FREE_DISK_MB"], says, todo }];
}

function findClosedDoors({ settings, now }: Facts): Finding[] {
  const { COLORIZE_PROVIDER, MAINTENANCE, MAINTENANCE_UNTIL, API_ENABLED, LOG_LEVEL } = settings;
  const found: Finding[] = [];
  if (MAINTENANCE) {
    const isOver = MAINTENANCE_UNTIL !== undefined && new Date(MAINTENANCE_UNTIL) <= now;
    const says = isOver
      ? "The studio is closed for maintenance, and longer than it was announced."
      : "The studio is closed for maintenance: new photos are refused.";
    const todo = "Open it again when you are ready.";
    found.push({ level: isOver ? "wrong" : "note", names: ["MAINTENANCE"], says, todo });
  }
  if (COLORIZE_PROVIDER === "none")
    found.push({
      level: "risky",
      names: ["COLORIZE_PROVIDER"],
      says: "No photo can be colored: there is no provider.",
      todo: "Set COLORIZE_PROVIDER to embedded, oip or pixomax.",
    });
  if (!API_ENABLED)
    found.push({
      level: "note",
      names: ["API_ENABLED"],
      says: "The public API is off: every call with a key is refused.",
      todo: "Switch it on when programs may call again.",
    });
  if (LOG_LEVEL === "silent")
    found.push({
      level: "risky",
      names: ["LOG_LEVEL"],
      says: "Nothing is logged, so nobody finds out why something failed.",
      todo: "Choose error, or better info.",
    });
  return found;
}

function findMissing({ SMTP_URL, OPERATOR_CONTACT, SECURITY_CONTACT }: Settings): Finding[] {
  const found: Finding[] = [];
  if (!SMTP_URL)
    found.push({
      level: "note",
      names: ["SMTP_URL"],
      says: "No mail leaves the studio: mails wait in the mailbox under Mail, and you pass their links on.",
      todo: "Set SMTP_URL and MAIL_FROM to send them.",
    });
  if (!OPERATOR_CONTACT)
    found.push({
      level: "note",
      names: ["OPERATOR_CONTACT"],
      says: "People who need credits, an account or help are not told whom to ask.",
      todo: "Set OPERATOR_CONTACT, here or in the environment.",
    });
  if (!SECURITY_CONTACT)
    found.push({
      level: "note",
      names: ["SECURITY_CONTACT"],
      says: "Who finds a weakness of the studio is sent to the project, not to you.",
      todo: "Set SECURITY_CONTACT, here or in the environment.",
    });
  return found;
}
