import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState } from "@/components/ui/load-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { SessionAnswer } from "@/lib/contract/accounts/sessions";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { useEndSession, useSessions } from "./use-sessions";

/** Every browser that is signed in, and the way to sign one or all others out. */
export function SessionsCard() {
  const query = useSessions();
  const end = useEndSession();
  const [isAsking, setAsking] = useState(false);
  const others = (query.data ?? []).filter(({ isCurrent }) => !isCurrent);
  return (
    <Card aria-labelledby="sessions-title">
      <CardHeader>
        <CardTitle id="sessions-title">Where you are signed in</CardTitle>
        <CardDescription>End what you don't recognize, then change your password.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-5">
        <LoadState query={query} subject="your sessions" onRetry={retryOrSignIn} />
        <ul className="grid divide-y">
          {(query.data ?? []).map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
        {others.length > 0 ? (
          <Button variant="outline" className="justify-self-start" onClick={() => setAsking(true)}>
            Sign out everywhere else
          </Button>
        ) : null}
        {query.data && others.length === 0 ? (
          <p className="text-muted-foreground text-sm">You are signed in nowhere else.</p>
        ) : null}
      </CardContent>
      {isAsking ? (
        <ConfirmDialog
          title="Sign out everywhere else?"
          confirmLabel="Sign out"
          onConfirm={async () => {
            await end.mutateAsync(null);
            setAsking(false);
            toast("You are signed out everywhere else.");
          }}
          onClose={() => setAsking(false)}
        >
          <p>
            Every other browser has to sign in again. Photos that are being colored go on; your API keys keep working.
          </p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

const signInNames: Record<string, string> = {
  password: "a password",
  email: "a link by mail",
  github: "GitHub",
  google: "Google",
};

function SessionRow({ session }: { session: SessionAnswer }) {
  const { id, device, addressRange, signedInWith, createdAt, lastSeenAt, isCurrent } = session;
  const end = useEndSession();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4 first:pt-0">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {isCurrent ? <Badge variant="success">This browser</Badge> : null}
        </p>
        <p className="text-muted-foreground">
          {addressRange ? `Network ${addressRange}, with ` : "With "}
          {signInNames[signedInWith] ?? "your organization"}
        </p>
        <p className="text-muted-foreground">
          {lastSeenAt ? "Last seen " : "Signed in "}
          <Time at={lastSeenAt ?? createdAt} format={formatSince} title={formatMoment} />
        </p>
      </div>
      {isCurrent ? null : (
        <Button
          variant="outline"
          size="sm"
          pending={end.isPending}
          aria-label={`Sign out ${device}`}
          onClick={() => end.mutate(id, { onError: (error) => toast.error(error.message) })}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
