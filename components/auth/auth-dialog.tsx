import { useState } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/navigation/tabs";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import type { OfferedWay } from "@/lib/contract/accounts/sign-in";
import { formatCredits } from "@/lib/format/format-numbers";
import { OtherWays } from "./other-ways/other-ways";
import { SignInForm } from "./sign-in-form";
import { SignUpForm } from "./sign-up-form";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The browser is signed in now. The caller closes the dialog. */
  onSignedIn: () => void;
  /** Credits a new account starts with. */
  signupCredits: number;
  /** False when only the operator creates accounts. */
  signUpOpen: boolean;
  /** What a new account agrees to. */
  consent: ConsentTerms | null;
  ways: OfferedWay[];
  /** Somebody was signed in on this page before, and the session ended. */
  returning: boolean;
};

/**
 * Sign up or sign in without leaving the page, so that what was chosen there stays. Another service leaves it, and comes back to
 * it: the photos are kept in this browser meanwhile.
 */
export function AuthDialog(props: Props) {
  const { open, onOpenChange, onSignedIn, signupCredits, signUpOpen, consent, ways, returning } = props;
  const [tab, setTab] = useState(signUpOpen && !returning ? "sign-up" : "sign-in");
  const isNew = tab === "sign-up";
  const here = window.location.pathname + window.location.search;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{isNew ? "Create a free account" : "Welcome back"}</DialogTitle>
          <DialogDescription>
            {isNew && signupCredits > 0 ? `You get ${formatCredits(signupCredits)}. ` : null}
            Your photos stay here and start as soon as you are signed in.
          </DialogDescription>
        </DialogHeader>
        <Tabs value={tab} onValueChange={setTab} className="grid gap-5">
          {signUpOpen && (
            <TabsList className="w-full">
              <TabsTrigger value="sign-up">Create account</TabsTrigger>
              <TabsTrigger value="sign-in">Sign in</TabsTrigger>
            </TabsList>
          )}
          <TabsContent value="sign-up" className="grid gap-5">
            <SignUpForm onSignedIn={onSignedIn} consent={consent} />
            <OtherWays ways={ways} next={here} consent={consent} />
          </TabsContent>
          <TabsContent value="sign-in">
            <SignInForm onSignedIn={onSignedIn} next={here} ways={ways} consent={signUpOpen ? consent : null} />
          </TabsContent>
        </Tabs>
      </DialogContent>
    </Dialog>
  );
}
