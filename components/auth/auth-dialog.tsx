import { useState } from "react";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { formatCredits } from "@/lib/format/format-numbers";
import { SignInForm } from "./sign-in-form";
import { SignUpForm } from "./sign-up-form";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The browser is signed in now. Closing the dialog is the caller's. */
  onSignedIn: () => void;
  /** Credits a new account starts with. */
  signupCredits: number;
  /** False hides what makes a new account: the operator makes them. */
  signUpOpen: boolean;
  /** Somebody was signed in on this page before: their session ended. */
  returning: boolean;
};

/** Sign up or sign in without leaving the page, so that what was chosen there stays. */
export function AuthDialog({ open, onOpenChange, onSignedIn, signupCredits, signUpOpen, returning }: Props) {
  const [tab, setTab] = useState(signUpOpen && !returning ? "sign-up" : "sign-in");
  const isNew = tab === "sign-up";
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{isNew ? "Create a free account" : "Welcome back"}</DialogTitle>
          <DialogDescription>
            {isNew && signupCredits > 0 ? `It starts with ${formatCredits(signupCredits)}. ` : null}
            Your photos wait here and go on right after.
          </DialogDescription>
        </DialogHeader>
        <Tabs value={tab} onValueChange={setTab} className="grid gap-5">
          {signUpOpen && (
            <TabsList className="w-full">
              <TabsTrigger value="sign-up">Create account</TabsTrigger>
              <TabsTrigger value="sign-in">Sign in</TabsTrigger>
            </TabsList>
          )}
          <TabsContent value="sign-up">
            <SignUpForm onSignedIn={onSignedIn} />
          </TabsContent>
          <TabsContent value="sign-in">
            <SignInForm onSignedIn={onSignedIn} />
          </TabsContent>
        </Tabs>
      </DialogContent>
    </Dialog>
  );
}
