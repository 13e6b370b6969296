import { Mail } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import type { OfferedWay } from "@/lib/contract/accounts/sign-in";
import { ConsentSentence } from "../consent-field";

type Props = {
  ways: OfferedWay[];
  /** The path to come back to. */
  next: string;
  /** Left out where no link is offered: a new account has no mail yet. */
  onEmail?: () => void;
  /** What a new account agrees to; null where none can be made or there is nothing to agree to. */
  consent: ConsentTerms | null;
};

/** Every way to sign in but the password; nothing where there is no other. The services elsewhere leave the page. */
export function OtherWays({ ways, next, onEmail, consent }: Props) {
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  const others = ways.filter(({ way }) => way !== "password" && (way !== "email" || onEmail));
  if (others.length === 0) return null;
  // A mailed link opens accounts that there are; a service elsewhere may make one.
  const mayMakeAccount = others.some(({ way }) => way !== "email");
  const leave = (way: string) => {
    setLeavingTo(way);
    signIn(way, { callbackUrl: next }).catch(() => setLeavingTo(null));
  };
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-3 text-muted-foreground text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
      {others.map(({ way, name }) =>
        way === "email" ? (
          <Button key={way} variant="outline" size="lg" className="w-full" onClick={onEmail}>
            <Mail aria-hidden />
            Email me a link
          </Button>
        ) : (
          <Button
            key={way}
            variant="outline"
            size="lg"
            className="w-full min-w-0"
            pending={leavingTo === way}
            onClick={() => leave(way)}
          >
            <span className="truncate">Continue with {name}</span>
          </Button>
        ),
      )}
      {consent && mayMakeAccount ? (
        <p className="text-muted-foreground text-sm">
          <ConsentSentence lead="If this makes a new account, you" terms={consent} />
        </p>
      ) : null}
    </div>
  );
}
