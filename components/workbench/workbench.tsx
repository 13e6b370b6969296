import { Keyboard } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useCommands } from "@/components/ui/commands/use-commands";
import type { Balance, Capabilities } from "@/lib/contract/answers";
import { useWaysIn } from "./intake/use-ways-in";
import { Welcome } from "./intake/welcome";
import { PhotoQueue } from "./list/photo-queue";
import { OptionPanel } from "./options/option-panel";
import { useUnsentWarning } from "./queue/use-photo-queue";
import { useKeysEnabled } from "./shortcuts/use-keys-enabled";
import { useShortcuts } from "./shortcuts/use-shortcuts";
import { useWorkbench } from "./use-workbench";

// What an empty workbench does not show is loaded when it is needed.
const Stage = lazy(() => import("./stage/stage").then((file) => ({ default: file.Stage })));
const DeleteDialog = lazy(() => import("./delete-dialog").then((file) => ({ default: file.DeleteDialog })));
const ShortcutsDialog = lazy(() =>
  import("./shortcuts/shortcuts-dialog").then((file) => ({ default: file.ShortcutsDialog })),
);

type SignIn = { open: boolean; onClose: (signedIn: boolean) => void };
type Props = {
  /** Null while nobody is signed in. */
  balance: Balance | null;
  capabilities: Capabilities;
  freeCredits: number;
  /** The sign-in dialog belongs to another feature, so the page passes it in. */
  renderSignIn: (signIn: SignIn) => ReactNode;
};

export function Workbench({ balance, capabilities, freeCredits, renderSignIn }: Props) {
  const workbench = useWorkbench(balance);
  const { photos, selected, actions, add, server } = workbench;
  const hasQueue = selected !== null || server.loading || server.failed;
  const [helping, setHelping] = useState(false);
  const [keysEnabled, setKeysEnabled] = useKeysEnabled();
  const ways = useWaysIn({ signedIn: workbench.signedIn, onFiles: add, onSignInNeeded: workbench.requestSignIn });
  useUnsentWarning(photos.some(({ state }) => state === "ready" || state === "waiting" || state === "uploading"));
  const holdBefore = useShortcuts(keysEnabled, {
    run: workbench.run,
    next: () => workbench.step(1),
    previous: () => workbench.step(-1),
    download: () => selected && actions.download(selected),
    retry: () => selected?.state === "failed" && void workbench.retry(selected),
    remove: () => selected && actions.requestRemove(selected),
    help: () => setHelping(true),
  });

  useCommands([
    { id: "choose-photos", label: "Choose photos", run: ways.choosePhotos },
    { id: "choose-folder", label: "Choose a folder", run: ways.chooseFolder },
    { id: "enter-addresses", label: "Add photos from an address", run: ways.enterAddresses },
    ...(workbench.ready.length > 0 ? [{ id: "run", label: "Colorize", keys: "Enter", run: workbench.run }] : []),
    { id: "help", label: "Keyboard shortcuts", keys: "?", run: () => setHelping(true) },
  ]);

  return (
    <div
      className={cn(
        "relative flex flex-1 flex-col lg:grid lg:h-[calc(100dvh-4rem-1px)] lg:flex-none lg:grid-rows-[minmax(0,1fr)]",
        hasQueue ? "lg:grid-cols-[15.5rem_minmax(0,1fr)_19rem]" : "lg:grid-cols-[minmax(0,1fr)_19rem]",
      )}
    >
      {ways.parts}
      <section
        aria-label="Photo"
        className="relative flex min-h-0 flex-1 flex-col bg-canvas lg:col-start-[-3] lg:row-start-1"
      >
        {selected ? (
          <Suspense>
            <h1 className="sr-only">Workbench</h1>
            <Stage
              key={selected.ref}
              photo={selected}
              holdBefore={holdBefore}
              available={workbench.signedIn ? workbench.available : null}
              onRetry={() => void workbench.retry(selected)}
              onCopy={() => void workbench.copy(selected)}
            />
          </Suspense>
        ) : (
          <Welcome loading={server.loading} ways={ways} />
        )}
        <div className="absolute top-3 right-3 max-lg:hidden">
          <Button variant="ghost" size="icon-sm" aria-label="Keyboard shortcuts" onClick={() => setHelping(true)}>
            <Keyboard aria-hidden className="text-muted-foreground" />
          </Button>
        </div>
      </section>
      {hasQueue && <PhotoQueue workbench={workbench} onChoose={ways.choosePhotos} />}
      <OptionPanel workbench={workbench} capabilities={capabilities} freeCredits={freeCredits} />
      {ways.isDragging && <DropVeil />}
      <Suspense>
        {actions.deleting && (
          <DeleteDialog photo={actions.deleting} onKeep={actions.keep} onDelete={actions.deletePhoto} />
        )}
        {helping && (
          <ShortcutsDialog open onOpenChange={setHelping} enabled={keysEnabled} onEnabledChange={setKeysEnabled} />
        )}
      </Suspense>
      {renderSignIn({ open: workbench.signingIn, onClose: workbench.closeSignIn })}
    </div>
  );
}

function DropVeil() {
  return (
    <div className="pointer-events-none absolute inset-3 z-40 grid place-items-center rounded-xl border-2 border-dashed border-brand bg-background/85 backdrop-blur-sm">
      <p className="text-xl font-semibold">Drop to add your photos</p>
    </div>
  );
}
