import { Keyboard } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDropzone } from "react-dropzone";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { Balance, Capabilities } from "@/lib/contract/answers";
import { acceptedFiles } from "./intake/check-file";
import { usePaste } from "./intake/use-paste";
import { Welcome } from "./intake/welcome";
import { PhotoQueue } from "./list/photo-queue";
import { OptionPanel } from "./options/option-panel";
import { useUnsentWarning } from "./queue/use-unsent-warning";
import { ShortcutsDialog } from "./shortcuts/shortcuts-dialog";
import { useKeysEnabled } from "./shortcuts/use-keys-enabled";
import { useShortcuts } from "./shortcuts/use-shortcuts";
import { Stage } from "./stage/stage";
import { useWorkbench } from "./use-workbench";

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
  const { selected, actions, add, server } = workbench;
  const hasQueue = selected !== null || server.loading || server.failed;
  const [helping, setHelping] = useState(false);
  const [keysEnabled, setKeysEnabled] = useKeysEnabled();
  const drop = useDropzone({
    accept: acceptedFiles,
    noClick: true,
    noKeyboard: true,
    onDrop: (accepted, refused) => add([...accepted, ...refused.map(({ file }) => file)]),
  });
  usePaste(add);
  useUnsentWarning(workbench.unsent);
  const holdBefore = useShortcuts(keysEnabled, {
    run: workbench.run,
    next: () => workbench.step(1),
    previous: () => workbench.step(-1),
    download: () => selected && actions.download(selected),
    retry: () => selected?.state === "failed" && void workbench.retry(selected),
    remove: () => selected && actions.remove([selected]),
    help: () => setHelping(true),
  });

  return (
    <div
      {...drop.getRootProps()}
      className={cn(
        "relative flex flex-1 flex-col lg:grid lg:h-[calc(100dvh-4rem-1px)] lg:flex-none lg:grid-rows-[minmax(0,1fr)]",
        hasQueue ? "lg:grid-cols-[15.5rem_minmax(0,1fr)_19rem]" : "lg:grid-cols-[minmax(0,1fr)_19rem]",
      )}
    >
      <input {...drop.getInputProps({ "aria-label": "Photos" })} />
      <section
        aria-label="Photo"
        className="relative flex min-h-0 flex-1 flex-col bg-canvas lg:col-start-[-3] lg:row-start-1"
      >
        {selected ? (
          <>
            <h1 className="sr-only">Workbench</h1>
            <Stage
              key={selected.ref}
              photo={selected}
              holdBefore={holdBefore}
              available={workbench.signedIn ? workbench.available : null}
              onRetry={() => void workbench.retry(selected)}
              onAgain={() => void workbench.copy(selected)}
              keysEnabled={keysEnabled}
            />
          </>
        ) : (
          <Welcome loading={server.loading} onChoose={drop.open} onFiles={add} />
        )}
        <div className="absolute top-3 right-3 max-lg:hidden">
          <Button variant="ghost" size="icon-sm" aria-label="Keyboard shortcuts" onClick={() => setHelping(true)}>
            <Keyboard aria-hidden className="text-muted-foreground" />
          </Button>
        </div>
      </section>
      {hasQueue && <PhotoQueue workbench={workbench} onChoose={drop.open} />}
      <OptionPanel workbench={workbench} capabilities={capabilities} freeCredits={freeCredits} />
      {drop.isDragActive && <DropVeil />}
      <ShortcutsDialog
        open={helping}
        onOpenChange={setHelping}
        enabled={keysEnabled}
        onEnabledChange={setKeysEnabled}
      />
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
