import "server-only";
import { unsubscribeSchema } from "../../contract/accounts/notifications";
import { describeUnsubscribe } from "../../mail/unsubscribe-links";
import { studio } from "../studio/studio";

/** The kind of mail that a link stops, as people call it; null for a link that is none. */
export function readUnsubscribeLabel(token: unknown): string | null {
  const given = unsubscribeSchema.safeParse({ token });
  if (!given.success) return null;
  try {
    return describeUnsubscribe(given.data.token, studio().settings.AUTH_SECRET);
  } catch {
    return null;
  }
}
