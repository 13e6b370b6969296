import "server-only";
import type { Settings } from "../../env/settings-schema";
import { studioOrigin } from "../../lifecycle/singleton";
import { onStop } from "../../lifecycle/stop-hooks";
import type { MailWork } from "../../mail/send-mail";
import { selectMail } from "../../mail/transport/select-mail";

/** Mail as this studio sends it. Its connections are closed when the process stops. */
export function createMailWork(settings: Settings, outside: Pick<MailWork, "db" | "clock" | "log">): MailWork {
  const transport = selectMail(settings);
  if (transport) onStop("mail", async () => transport.close());
  const origin = () => studioOrigin(settings);
  return { ...outside, transport, origin, secret: settings.AUTH_SECRET };
}
