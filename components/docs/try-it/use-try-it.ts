import { useEffect, useState } from "react";
import type { Exchange } from "@/lib/client/call-public-api";
import type { SampleChoices } from "../samples/sample-choices";
import { firstSample, type PhotoChoice } from "./photo-picker";

export type Order = Pick<SampleChoices, "input" | "model" | "repair" | "clarity">;
/** A call that has ended, with the photo it sent; null where that lies on another site, from which pages load nothing. */
export type Outcome = Exchange & { before: string | null };

/** State and actions of the "Try it" form. */
export function useTryIt({ input, model, repair, clarity }: Order) {
  const [apiKey, setApiKey] = useState("");
  const [photo, setPhoto] = useState<PhotoChoice>(firstSample);
  const [address, setAddress] = useState("");
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const before = outcome?.before;
  useEffect(() => () => void (before?.startsWith("blob:") && URL.revokeObjectURL(before)), [before]);

  const run = async () => {
    if (running) return;
    setRunning(true);
    setFailure(null);
    try {
      // The client of the public API is loaded with the first call: reading the page needs none of it.
      const { callPublicApi } = await import("@/lib/client/call-public-api");
      const file = input === "url" ? null : await loadPhoto(photo);
      const order = { input, model, cleanScratches: repair, faceRemaster: clarity };
      const sent = address || sampleAddress();
      const exchange = await callPublicApi({ apiKey, photo: file, address: sent, ...order });
      setOutcome({ ...exchange, before: file ? URL.createObjectURL(file) : ownAddress(sent) });
    } catch {
      setFailure("The call could not be made. Check the photo and your connection, then try again.");
    } finally {
      setRunning(false);
    }
  };
  return { apiKey, setApiKey, photo, setPhoto, address, setAddress, running, failure, outcome, run };
}

/** The photo that the samples send. The API can fetch it only if the studio is on the public internet. */
export const sampleAddress = () => `${window.location.origin}/samples/${firstSample}`;

const ownAddress = (address: string) => (address.startsWith(`${window.location.origin}/`) ? address : null);

async function loadPhoto(photo: PhotoChoice): Promise<File> {
  if (photo instanceof File) return photo;
  const response = await fetch(`/samples/${photo}`);
  if (!response.ok) throw new Error(`The sample answered ${response.status}.`);
  return new File([await response.blob()], photo, { type: "image/jpeg" });
}
