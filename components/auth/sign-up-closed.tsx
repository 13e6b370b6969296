import { DoorClosed } from "lucide-react";

/** Says what to do when new accounts are made by the operator alone. */
export function SignUpClosed() {
  return (
    <div role="status" className="flex gap-4 rounded-xl border bg-card p-5">
      <DoorClosed aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
      <div className="grid gap-1 text-sm">
        <p className="font-semibold">Sign-up is closed</p>
        <p className="text-muted-foreground">
          This studio takes no new accounts at the moment. Ask the person who runs it to create one for you.
        </p>
      </div>
    </div>
  );
}
