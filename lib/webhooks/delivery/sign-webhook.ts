import "server-only";
import { Webhook } from "standardwebhooks";

type Message = { id: string; body: string; at: Date };

/** The headers of Standard Webhooks, with one signature for each secret. `at` is when it is sent, not when it happened. */
export function signWebhook({ id, body, at }: Message, secrets: string[]): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
