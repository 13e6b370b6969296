import type { MailContent } from "../mail-content";

type Facts = { endpointId: string; url: string; reason: "failing" | "gone"; origin: string };

/** An endpoint gets no more events until its owner switches it on again. */
export const webhookSwitchedOffMail = ({ endpointId, url, reason, origin }: Facts): MailContent => ({
  kind: "webhook_switched_off",
  subject: `Webhook to ${new URL(url).host} switched off`,
  paragraphs: [
    reason === "gone"
      ? "The receiver answered that this address is gone (410), so the studio stopped sending events to it."
      : "No event could be delivered for three days, so the studio stopped sending events to this address.",
    "Events that were waiting are sent when you switch it on again; events that happen in the meantime are not.",
  ],
  action: { label: "Open the webhook", url: `${origin}/console/webhooks/${endpointId}` },
  facts: [{ label: "Address", value: withoutSecrets(url) }],
});

/** People put passwords and tokens into the rest. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
