import { formatMoment } from "../../format/format-dates";
import type { MailContent } from "../mail-content";

type KeyFacts = {
  name: string;
  /** Its first and last characters. */
  masked: string;
  isTest: boolean;
  at: Date;
  /** The address range of the browser that did it; null when it is unknown or not the owner's. */
  from: string | null;
  /** False when an operator did it. */
  isByOwner: boolean;
  /** Where the studio is, without a slash at the end. */
  origin: string;
};

/** A key was made: somebody who did not do it has to revoke it. */
export const writeKeyCreatedMail = (key: KeyFacts): MailContent => ({
  kind: "key_created",
  subject: "An API key was created",
  paragraphs: [
    key.isTest
      ? `The API key “${key.name}” was created in your account. It is a test key: its calls cost nothing.`
      : `The API key “${key.name}” was created in your account. Programs that have it can spend your credits.`,
  ],
  ...toShow(key),
  notes: [
    key.isByOwner
      ? "If this wasn't you, revoke the key, change your password and end all other sessions."
      : "The people who run this studio created it for you.",
  ],
});

/** The key was made in the place of another one. */
export const writeKeyReplacedMail = (key: KeyFacts): MailContent => ({
  ...writeKeyCreatedMail(key),
  subject: "An API key was replaced",
  paragraphs: [`The API key “${key.name}” was replaced by a new one with the same settings.`],
});

/** A key was revoked: programs that use it stop working. */
export const writeKeyRevokedMail = (key: KeyFacts): MailContent => ({
  kind: "key_revoked",
  subject: "An API key was revoked",
  paragraphs: [`The API key “${key.name}” was revoked. Programs that use it are refused from now on.`],
  ...toShow(key),
  notes: [
    key.isByOwner
      ? "If this wasn't you, change your password and end all other sessions."
      : "The people who run this studio revoked it.",
  ],
});

const toShow = ({ masked, at, from, origin }: KeyFacts): Pick<MailContent, "action" | "facts"> => ({
  action: { label: "See your keys", url: `${origin}/console/keys` },
  facts: [
    { label: "Key", value: masked },
    { label: "When", value: formatMoment(at) },
    ...(from ? [{ label: "From", value: from }] : []),
  ],
});
