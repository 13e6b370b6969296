import { DoorClosed } from "lucide-react";
import { OperatorContact } from "@/components/ui/operator-contact";

/** What to do where only the operator creates accounts. */
export function SignUpClosed() {
  return (
    <div role="status" className="flex gap-4 rounded-xl border bg-card p-5">
      <DoorClosed aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
      <div className="grid gap-1 text-sm">
        <p className="font-semibold">Sign-up is closed</p>
        <p className="text-muted-foreground">
          This studio is not taking new accounts. Ask <OperatorContact /> to create one for you.
        </p>
      </div>
    </div>
  );
}
