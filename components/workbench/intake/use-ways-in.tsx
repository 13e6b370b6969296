import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { describeFailedAddresses, fetchPhotos } from "./address/fetch-photos";
import { ChooseInputs } from "./gather/choose-inputs";
import { sortFolder } from "./gather/read-dropped";
import { readPastedText } from "./gather/read-pasted-text";
import { useDropped } from "./gather/use-dropped";
import { describeRefused } from "./screen/describe-refused";
import { screenFiles } from "./screen/screen-files";
import { usePaste } from "./use-paste";

const AddressDialog = lazy(() => import("./address/address-dialog").then((file) => ({ default: file.AddressDialog })));

type Options = {
  signedIn: boolean;
  /** Gets photos only: everything else has been refused in words by then. */
  onFiles: (files: File[], from?: { sample?: string }) => void;
  /** The studio fetches addresses for its own users. They wait, and are fetched once somebody is signed in. */
  onSignInNeeded: () => void;
};

export type WaysIn = {
  choosePhotos: () => void;
  chooseFolder: () => void;
  /** Opens a phone's camera. */
  takePhoto: () => void;
  enterAddresses: () => void;
  /** One of the studio's own sample photos, and its name. */
  takeSample: (file: File, sample: string) => void;
  /** Something that can be dropped is over the page. */
  isDragging: boolean;
  /** The hidden inputs and the open dialog. Render it once. */
  parts: ReactNode;
};

/** Every way by which photos come into the workbench: chosen, dropped, pasted, from a folder, from an address. */
export function useWaysIn({ signedIn, onFiles, onSignInNeeded }: Options): WaysIn {
  const inputs = { photos: useRef<HTMLInputElement>(null), folder: useRef<HTMLInputElement>(null) };
  const camera = useRef<HTMLInputElement>(null);
  const [entering, setEntering] = useState(false);
  /** Addresses that wait for the reader to sign in, or that were left over when the session ended. */
  const [waiting, setWaiting] = useState<string[]>([]);
  const [leftOver, setLeftOver] = useState<string[]>([]);
  // Fetching outlives a render, and files must go to the store as it is then.
  const latest = useRef({ onFiles, onSignInNeeded });
  useEffect(() => {
    latest.current = { onFiles, onSignInNeeded };
  });

  const takeFiles = async (files: File[], passedOver = 0) => {
    const { photos, refused } = await screenFiles(files);
    if (photos.length > 0) latest.current.onFiles(photos);
    const message = describeRefused(refused, { total: files.length, passedOver });
    if (message) (refused.length > 0 ? toast.error : toast)(message, { duration: 12_000 });
  };
  const fetchAll = async (addresses: string[]) => {
    const { files, left, signInNeeded } = await fetchInView(addresses);
    if (files.length > 0) await takeFiles(files);
    if (!signInNeeded) return;
    setLeftOver(left);
    latest.current.onSignInNeeded();
  };
  const takeText = (text: string) => {
    const { addresses, files, problems } = readPastedText(text);
    for (const problem of problems) toast.error(problem);
    if (files.length > 0) void takeFiles(files);
    if (addresses.length === 0) return;
    setLeftOver([]);
    if (signedIn) return void fetchAll(addresses);
    setWaiting((before) => [...before, ...addresses]);
    onSignInNeeded();
  };
  useEffect(() => {
    if (!signedIn || waiting.length === 0) return;
    setWaiting([]);
    void fetchAll(waiting);
  });
  usePaste({ onFiles: (files) => void takeFiles(files), onText: takeText });
  const isDragging = useDropped({
    onFiles: (files, passedOver) => void takeFiles(files, passedOver),
    onText: takeText,
    onUnreadable: () => toast.error("The folder could not be read. Choose it with the button instead."),
  });

  return {
    choosePhotos: () => inputs.photos.current?.click(),
    chooseFolder: () => inputs.folder.current?.click(),
    takePhoto: () => camera.current?.click(),
    enterAddresses: () => setEntering(true),
    takeSample: (file, sample) => onFiles([file], { sample }),
    isDragging,
    parts: (
      <>
        <ChooseInputs
          {...inputs}
          camera={camera}
          onPhotos={(files) => void takeFiles(files)}
          onFolder={(files) => {
            const folder = sortFolder(files);
            void takeFiles(folder.files, folder.passedOver);
          }}
        />
        <Suspense>
          {entering && (
            <AddressDialog initial={leftOver.join("\n")} onText={takeText} onClose={() => setEntering(false)} />
          )}
        </Suspense>
      </>
    ),
  };
}

/** Fetches photos while toasts say how far it is, and what failed. `left`: addresses that wait until somebody has signed in. */
async function fetchInView(addresses: string[]) {
  const say = (done: number) =>
    `Fetching ${addresses.length === 1 ? "a photo" : `photo ${done + 1} of ${addresses.length}`}`;
  const id = toast.loading(say(0));
  const { files, failed, signInNeeded } = await fetchPhotos(addresses, (done) => {
    if (done < addresses.length) toast.loading(say(done), { id });
  });
  toast.dismiss(id);
  const message = describeFailedAddresses(failed, addresses.length);
  if (message) toast.error(message, { duration: 12_000 });
  if (signInNeeded)
    toast.error("Your session has ended. Sign in, then choose “From an address” again: the addresses are still there.");
  return { files, signInNeeded, left: addresses.slice(files.length + failed.length) };
}
