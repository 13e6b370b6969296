import type { MailContent } from "../mail-content";

type Where = { device: string; addressRange: string | null; at: Date };
type Change = { now: Date; mail: { origin: string }; origin: { addressRange?: string | null } };

const securityPath = "/console/account/security";
const readMinute = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** @param origin where links lead, without a slash at the end */
export function newDeviceMail({ device, addressRange, at }: Where, origin: string): MailContent {
  return {
    kind: "new_device",
    subject: "New sign-in to your account",
    paragraphs: ["Somebody signed in to your account from a browser that it has not seen before."],
    facts: [
      { label: "Device", value: device },
      { label: "Address range", value: addressRange ?? "unknown" },
      { label: "Time", value: readMinute(at) },
    ],
    action: { label: "See where you are signed in", url: `${origin}${securityPath}` },
    notes: ["If this was you, there is nothing to do. If not, end that session and choose another password."],
  };
}

/** @param url of the page whose button signs in */
export function signInLinkMail(url: string, minutes: number): MailContent {
  return {
    kind: "sign_in_link",
    subject: "Your link to sign in",
    paragraphs: ["Open this link and press the button there to sign in."],
    action: { label: "Sign in", url },
    notes: [
      `The link works once, and for ${minutes} minutes.`,
      "If you did not ask for it, ignore this mail: without the link nobody gets in.",
    ],
  };
}

const factorTexts = {
  on: {
    subject: "Second factor switched on",
    text: "Signing in to your account now also asks for a code of your authenticator app.",
  },
  off: { subject: "Second factor switched off", text: "Signing in to your account no longer asks for a code." },
  codes: {
    subject: "New recovery codes made",
    text: "New recovery codes were made for your account. The earlier ones no longer work.",
  },
  used: {
    subject: "A recovery code was used",
    text: "Somebody signed in to your account with one of its recovery codes. That code no longer works.",
  },
};

export function secondFactorMail(event: keyof typeof factorTexts, { now, mail, origin }: Change): MailContent {
  const { subject, text } = factorTexts[event];
  return { kind: "second_factor", subject, paragraphs: [text], ...aboutChange(now, mail.origin, origin.addressRange) };
}

/** @param name of the other service */
export function connectedMail(event: "connected" | "disconnected", name: string, change: Change): MailContent {
  const isNew = event === "connected";
  return {
    kind: "sign_in_connected",
    subject: isNew ? `${name} connected` : `${name} disconnected`,
    paragraphs: [
      isNew
        ? `Your account at ${name} now signs in to your account here.`
        : `Your account at ${name} no longer signs in to your account here.`,
    ],
    ...aboutChange(change.now, change.mail.origin, change.origin.addressRange),
  };
}

const aboutChange = (now: Date, studioOrigin: string, addressRange?: string | null) => ({
  facts: [
    { label: "Address range", value: addressRange ?? "unknown" },
    { label: "Time", value: readMinute(now) },
  ],
  action: { label: "Open the security page", url: `${studioOrigin}${securityPath}` },
  notes: ["If this was not you, choose another password at once and end all other sessions."],
});
