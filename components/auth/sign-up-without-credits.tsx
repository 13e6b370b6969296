import { Info } from "lucide-react";
import { Button } from "@/components/ui/button";

type Props = {
  /** Why, in the studio's words. */
  notice: string;
  onContinue: () => void;
};

/** The account is there and signed in, but has no credits: said before the page goes on. */
export function SignUpWithoutCredits({ notice, onContinue }: Props) {
  return (
    <div className="grid gap-5">
      <div role="alert" className="flex gap-4 rounded-xl border bg-card p-5">
        <Info aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
        <div className="grid gap-1 text-sm">
          <p className="font-semibold">No free credits today</p>
          <p className="text-muted-foreground">{notice}</p>
        </div>
      </div>
      <Button size="lg" className="w-full" autoFocus onClick={onContinue}>
        Continue
      </Button>
    </div>
  );
}
