import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  paused: "offline" | "sign_in" | null;
  /** Whether this page began with a session. */
  signedIn: boolean;
  storage: "kept" | "full" | "unavailable";
  serverFailed: boolean;
  onSignIn: () => void;
  onReload: () => void;
};

/** What keeps the queue from going on or from being kept, each with the way out. */
export function QueueNotices({ paused, signedIn, storage, serverFailed, onSignIn, onReload }: Props) {
  return (
    <div role="status" className="grid">
      {paused === "offline" && <Notice>You are offline. The rest goes on by itself when the network is back.</Notice>}
      {paused === "sign_in" && (
        <Notice action={<Action onClick={onSignIn}>Sign in</Action>}>
          {signedIn
            ? "Your session has ended. Nothing is lost: the rest goes on when you have signed in."
            : "Your photos start as soon as you are signed in."}
        </Notice>
      )}
      {storage === "full" && (
        <Notice>This browser has no room left. Photos added now are gone when you leave the page.</Notice>
      )}
      {storage === "unavailable" && (
        <Notice>This browser keeps no photos, as private windows do. They are gone when you leave the page.</Notice>
      )}
      {serverFailed && paused === null && (
        <Notice action={<Action onClick={onReload}>Try again</Action>}>Earlier photos could not be loaded.</Notice>
      )}
    </div>
  );
}

function Notice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid gap-2 border-b bg-secondary px-4 py-2.5 text-xs text-secondary-foreground">
      <p>{children}</p>
      {action}
    </div>
  );
}

function Action({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button size="sm" variant="outline" className="justify-self-start" onClick={onClick}>
      {children}
    </Button>
  );
}
