import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { fetchJson } from "@/lib/client/api-client";
import { type ForgotPasswordAnswer, forgotPasswordAnswerSchema } from "@/lib/contract/accounts/lost-access";

/** Of an account that signs in otherwise: a password is set by the same link as a forgotten one. */
export function NoPasswordCard({ email }: { email: string }) {
  const [answer, setAnswer] = useState<ForgotPasswordAnswer | null>(null);
  const [isPending, setPending] = useState(false);
  const ask = async () => {
    setPending(true);
    const call = fetchJson("/api/sign-in/forgot", forgotPasswordAnswerSchema, { method: "POST", body: { email } });
    await call.then(setAnswer, (error: Error) => toast.error(error.message));
    setPending(false);
  };
  return (
    <Card aria-labelledby="password-title">
      <CardHeader>
        <CardTitle id="password-title">Password</CardTitle>
        <CardDescription>
          This account has none. You can set one, to sign in with your email address too.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Button variant="outline" className="justify-self-start" pending={isPending} onClick={() => void ask()}>
          Set a password
        </Button>
        <p role="status" className="text-muted-foreground text-sm empty:hidden">
          {answer?.message ?? ""}
        </p>
      </CardContent>
    </Card>
  );
}
