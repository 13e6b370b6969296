import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { MailService } from "@/lib/contract/accounts/mailbox";
import { formatMoment, formatSince } from "@/lib/format/format-dates";

/** How mail leaves the studio, whether it does, and what to do where it does not. */
export function MailServiceCard({ service }: { service: MailService }) {
  const { server, from, waiting, failed, lastSentAt, lastFailure } = service;
  return (
    <Card aria-labelledby="mail-service-title">
      <CardHeader>
        <CardTitle id="mail-service-title" className="flex flex-wrap items-center gap-3">
          {server ? "Sent by a mail server" : "No mail server"}
          <StateBadge service={service} />
        </CardTitle>
        <CardDescription>
          {server
            ? "Mails go out as soon as they are written, and are tried again for about a day."
            : "Mails wait here. Read those with a link and hand them on, or set SMTP_URL and MAIL_FROM and restart the studio: mails that are still worth it are sent then."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2 lg:grid-cols-4">
          {server ? <Fact name="Server">{server}</Fact> : null}
          {from ? <Fact name="Sender">{from}</Fact> : null}
          <Fact name="Waiting">{waiting.toLocaleString("en")}</Fact>
          <Fact name="Given up">{failed.toLocaleString("en")}</Fact>
          <Fact name="Last sent">{lastSentAt ? <Moment at={lastSentAt} /> : "Never"}</Fact>
          {lastFailure ? (
            <Fact name="Last failure">
              <Moment at={lastFailure.at} />
              <span className="block text-muted-foreground">{lastFailure.text}</span>
            </Fact>
          ) : null}
        </dl>
      </CardContent>
    </Card>
  );
}

function StateBadge({ service: { server, lastSentAt, lastFailure } }: { service: MailService }) {
  if (!server) return <Badge variant="outline">Mailbox only</Badge>;
  if (lastFailure && (!lastSentAt || lastFailure.at > lastSentAt)) return <Badge variant="destructive">Failing</Badge>;
  return lastSentAt ? <Badge variant="success">Working</Badge> : <Badge variant="neutral">Not tried yet</Badge>;
}

const Moment = ({ at }: { at: string }) => <Time at={at} format={formatSince} title={formatMoment} />;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-0.5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="break-words font-medium">{children}</dd>
    </div>
  );
}
